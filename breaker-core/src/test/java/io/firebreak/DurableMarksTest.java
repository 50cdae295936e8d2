package io.firebreak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.firebreak.market.Durability;
import io.firebreak.record.DecisionBuffer;
import io.firebreak.record.Journal;
import io.firebreak.rulebook.Rulebook;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A mark tells of what the journal has, no more, once, and again where it was not taken. */
class DurableMarksTest
{
    private long durable;
    private int answer;
    private final DecisionBuffer decisions = new DecisionBuffer(1 << 18);
    private final List<String> submitted = new ArrayList<>();
    private final Journal journal = of(Journal.class, (proxy, method, args) ->
    {
        switch (method.getName())
        {
            case "durableSequence":
                return args[0] == Durability.J2 ? 0L : durable;
            case "reaches":
                return args[0] == Durability.J1;
            default:
                throw new AssertionError(method);
        }
    });
    private final EventPublisher publisher = of(EventPublisher.class, (proxy, method, args) ->
    {
        assertThat(method.getName()).isEqualTo("durableMark");
        submitted.add(args[0] + " " + args[1] + " " + args[2]);
        return answer;
    });

    private static <T> T of(final Class<T> type, final InvocationHandler handler)
    {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[]{type}, handler));
    }

    private DurableMarks marks(final Durability level)
    {
        return new DurableMarks(journal, level, new DecisionPoller(decisions), publisher);
    }

    @Test
    void shouldSubmitWhatTheJournalHasAndNoMoreWhileAReleaseWaits()
    {
        final DurableMarks marks = marks(Durability.J1);
        durable = 9;
        assertThat(marks.isWaiting()).isFalse();
        assertThat(marks.submit(100)).isZero();
        assertThat(submitted).isEmpty();

        decisions.releasePendingSeq(11);
        marks.submit(101);
        marks.submit(102);
        assertThat(marks.isWaiting()).isTrue();
        durable = 11;
        marks.submit(103);
        assertThat(marks.isWaiting()).isFalse();
        durable = 12;
        marks.submit(104);
        final int code = Durability.J1.code();
        assertThat(submitted).containsExactly("101 " + code + " 9", "103 " + code + " 11");
    }

    @Test
    void shouldSubmitAgainWhenTheMarkWasNotTaken()
    {
        final DurableMarks marks = marks(Durability.J1);
        decisions.releasePendingSeq(5);
        durable = 5;
        answer = EventPublisher.BACK_PRESSURED;
        assertThat(marks.submit(100)).isEqualTo(EventPublisher.BACK_PRESSURED);
        assertThat(marks.isWaiting()).isTrue();
        answer = 3;
        assertThat(marks.submit(101)).isEqualTo(3);
        assertThat(marks.isWaiting()).isFalse();
        assertThat(submitted).hasSize(2).allMatch(line -> line.endsWith(" 5"));
    }

    @ParameterizedTest
    @EnumSource(value = Durability.class, names = {"NONE", "HOST", "J2"})
    void shouldSubmitNothingWhenTheReleasesWaitForSomethingElse(final Durability level)
    {
        final DurableMarks marks = marks(level);
        decisions.releasePendingSeq(5);
        durable = 9;
        assertThat(marks.submit(100)).isZero();
        assertThat(submitted).isEmpty();
    }

    @Test
    void shouldRefuseARulebookWhoseMarksNobodyGives()
    {
        final UnsafeBuffer j1 = image("J1");
        final UnsafeBuffer j2 = image("J2");
        DurableMarks.require(journal, j1, false);
        DurableMarks.require(null, j1, true);
        DurableMarks.require(null, image("HOST"), false);
        DurableMarks.require(null, image("NONE"), false);
        assertThatThrownBy(() -> DurableMarks.require(null, j1, false)).isInstanceOf(IllegalArgumentException.class)
            .hasMessageContaining("engine.release_after = J1: there is no journal");
        assertThatThrownBy(() -> DurableMarks.require(journal, j2, false)).isInstanceOf(IllegalArgumentException.class)
            .hasMessageContaining("engine.release_after = J2").hasMessageContaining("write J1, HOST or NONE");
    }

    private static UnsafeBuffer image(final String level)
    {
        return new UnsafeBuffer(Rulebook.load("crypto-perp", Map.of("engine.release_after", level)).image());
    }
}
