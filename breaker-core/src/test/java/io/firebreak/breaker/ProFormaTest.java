package io.firebreak.breaker;

import static org.assertj.core.api.Assertions.assertThat;

import io.firebreak.arena.Capacities;
import io.firebreak.gate.StateBoard;
import io.firebreak.market.PriceInput;
import io.firebreak.market.Reason;
import io.firebreak.market.Scope;
import io.firebreak.rulebook.Rulebook;
import java.util.Map;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** A published pro-forma value is forgotten in both of its forms. */
class ProFormaTest
{
    private static final long NOW_NS = 1_760_000_000_000_000_000L;

    @Test
    void shouldForgetTheExactValueTooWhenTheReferenceRestarts()
    {
        final byte[] image = Rulebook.load("us-luld", Map.of()).image();
        final EngineLayout layout = new EngineLayout(Capacities.forInstruments(1));
        final UnsafeBuffer b = layout.arena().buffer();
        b.putBytes(layout.imageOffset(), image);
        final EngineMemory m = new EngineMemory(layout, new StateBoard(1, 0, 1));
        final Parts parts = new Parts(m, true);
        m.out.wrap(new UnsafeBuffer(new byte[1 << 16]), 0, 1);
        final int s = layout.instrument(0);
        parts.scopes.define(m.market(), Scope.market(0), layout.timerBase(1), 0, 0);
        parts.scopes.instrument(s, 7, 1, 1, 1_000_000, 2);
        parts.scopes.define(s, Scope.instrument(0), layout.timerBase(0), 0, 1);
        final int f = m.reference(s, 0);

        parts.references.onPublished(s, 0, NOW_NS, 10_000_250_000L, 100_002_500_000L, true);
        assertThat(b.getLong(f + Layout.F_PRO_FORMA)).isEqualTo(10_000_250_000L);
        assertThat(b.getLong(f + Layout.F_PRO_FORMA_E9)).isEqualTo(100_002_500_000L);

        parts.references.restart(s, 0, NOW_NS, 10_000_000_000L, PriceInput.AUCTION, Reason.REOPENED);
        assertThat(b.getLong(f + Layout.F_PRO_FORMA)).isEqualTo(Layout.ABSENT);
        assertThat(b.getLong(f + Layout.F_PRO_FORMA_E9)).isZero();
    }
}
