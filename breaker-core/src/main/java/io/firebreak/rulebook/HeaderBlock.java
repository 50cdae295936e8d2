package io.firebreak.rulebook;

import io.firebreak.book.PriceLadder;
import io.firebreak.breaker.ImageHeader;
import io.firebreak.market.Durability;
import io.firebreak.market.TradingState;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Compiles {@code engine} and {@code session} into the header of the image. */
final class HeaderBlock
{
    private static final List<String> RELEASE_AFTER = List.of("NONE", "J1", "J2", "HOST");
    private static final List<String> SAFE_STATES = Stream.of(TradingState.values())
        .filter(state -> !state.matches()).map(TradingState::name).collect(Collectors.toUnmodifiableList());
    private static final List<String> RESTART_STATES =
        List.of("OPEN", "BAND_ONLY", "REDUCE_ONLY", "CANCEL_ONLY", "HALTED");
    private static final List<String> RELEASE_POLICY = List.of("LATCH", "UNDURABLE");
    static final Keys ENGINE = Keys.of()
        .word("release_after", RELEASE_AFTER).word("release_policy", RELEASE_POLICY).word("safe_state", SAFE_STATES)
        .word("restart_state", RESTART_STATES)
        .integers("work_limit", "max_qty_lots", "max_price_ticks", "window_prints_max")
        .durations("max_time_step", "host_timeout", "release_wait_max", "max_stale", "restart_hold");
    static final Keys SESSION = Keys.of().flags("always_open")
        .durations("closing_window", "reopen_cutoff", "opening_window", "break_after_open", "break_length");

    private HeaderBlock()
    {
    }

    static SessionFacts compile(final Section root, final Struct header)
    {
        final Section engine = root.sectionOrEmpty("engine", ENGINE);
        header.int64(ImageHeader.H_MAX_TIME_STEP_NS, engine.durationOr("max_time_step", 10 * Limits.SECOND_NS,
            1, Limits.DAY_NS));
        header.int64(ImageHeader.H_HOST_TIMEOUT_NS, engine.durationOr("host_timeout", 60 * Limits.SECOND_NS,
            1, Limits.DAY_NS));
        header.int64(ImageHeader.H_RELEASE_WAIT_NS, engine.durationOr("release_wait_max", 10 * Limits.SECOND_NS,
            1, Limits.DAY_NS));
        final String after = engine.word("release_after", RELEASE_AFTER, "J1");
        header.int32(ImageHeader.H_RELEASE_AFTER, Durability.valueOf(after).code());
        header.int32(ImageHeader.H_RELEASE_POLICY,
            RELEASE_POLICY.indexOf(engine.word("release_policy", RELEASE_POLICY, "LATCH")));
        header.int32(ImageHeader.H_WORK_LIMIT, (int)engine.integerOr("work_limit", 64, "items", 1, 4096));
        header.int64(ImageHeader.H_MAX_QTY_LOTS, engine.integerOr("max_qty_lots", 1_000_000_000_000_000L, "lots",
            1, PriceLadder.MAX_LOTS));
        // A price in millionths of a tick must fit 64 bits with room for a width of 100 %.
        header.int64(ImageHeader.H_MAX_PRICE_TICKS, engine.integerOr("max_price_ticks", 1_000_000_000_000L, "ticks",
            1, 4_000_000_000_000L));
        header.int32(ImageHeader.H_WINDOW_PRINTS, (int)engine.integerOr("window_prints_max", 32_768, "prints",
            64, 32_768));
        header.int32(ImageHeader.H_SAFE_STATE,
            TradingState.valueOf(engine.word("safe_state", SAFE_STATES, "CANCEL_ONLY")).code());
        header.int64(ImageHeader.H_MAX_STALE_NS, engine.durationOr("max_stale", 10 * Limits.MILLI_NS,
            1000, Limits.DAY_NS));
        header.int32(ImageHeader.H_RESTART_STATE,
            TradingState.valueOf(engine.word("restart_state", RESTART_STATES, "CANCEL_ONLY")).code());
        header.int64(ImageHeader.H_RESTART_HOLD_NS, engine.durationOr("restart_hold", 10 * Limits.SECOND_NS,
            0, Limits.DAY_NS));
        final Where releaseAfter = engine.where("release_after");
        engine.finish("");
        return session(root, header, after, releaseAfter);
    }

    private static SessionFacts session(
        final Section root, final Struct header, final String releaseAfter, final Where releaseWhere)
    {
        final Section session = root.sectionOrEmpty("session", SESSION);
        final boolean alwaysOpen = session.flag("always_open", false);
        for (final String stem : List.of("closing_window", "reopen_cutoff", "opening_window", "break_after_open"))
        {
            if (alwaysOpen && session.has(stem))
            {
                throw session.contradiction(stem, "there is no session where always_open = true",
                    session.where("always_open"), "remove one of the two");
            }
        }
        final long closing = session.durationOr("closing_window", 0, 0, Limits.DAY_NS);
        final long cutoff = session.durationOr("reopen_cutoff", 0, 0, Limits.DAY_NS);
        header.int64(ImageHeader.H_CLOSING_WINDOW_NS, closing);
        header.int64(ImageHeader.H_REOPEN_CUTOFF_NS, cutoff);
        header.int64(ImageHeader.H_OPENING_WINDOW_NS, session.durationOr("opening_window", 0, 0, Limits.DAY_NS));
        header.flag(ImageHeader.H_ALWAYS_OPEN, alwaysOpen);
        // only instants counted from it are made of the break: it is no state, and nothing halts in it
        final long breakFrom =
            session.has("break_after_open") ? session.duration("break_after_open", 1, Limits.DAY_NS) : 0;
        final long breakLength = breakFrom == 0 ? 0 : session.duration("break_length", 1, Limits.DAY_NS);
        session.finish("");
        return new SessionFacts(alwaysOpen, session.where("always_open"), closing, session.where(),
            cutoff, releaseAfter, releaseWhere, breakFrom, breakLength == 0 ? 0 : breakFrom + breakLength);
    }
}
