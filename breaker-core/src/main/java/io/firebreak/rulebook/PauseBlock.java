package io.firebreak.rulebook;

import io.firebreak.breaker.ImageLayout;
import io.firebreak.breaker.ImageReopening;

/** Compiles how long a trip pauses, and when of the day its breaker judges. */
final class PauseBlock
{
    private static final Keys WITHIN = Keys.of().durations("within", "length");
    static final Keys KEYS = Keys.of().durations("length", "lower_length", "max", "growth_window", "tail",
        "resume_before_close").flags("cumulative").section("near_close", WITHIN).section("consecutive", WITHIN);
    static final Keys ACTIVE = Keys.of().durations("after_open", "before_close");

    private PauseBlock()
    {
    }

    static void compile(final Section breaker, final Struct struct, final SessionFacts session)
    {
        final Section pause = breaker.section("pause", KEYS);
        if (pause == null)
        {
            throw breaker.error("pause", "is missing: the state would have no exit", "write pause { length_s = ... }");
        }
        final long length = pause.duration("length", 1, Limits.DAY_NS);
        final long most = pause.durationOr("max", length, 1, Limits.DAY_NS);
        if (most < length)
        {
            throw pause.contradiction("max", "is shorter than the pause itself", pause.where("length"),
                "make max at least length");
        }
        final long growth = pause.durationOr("growth_window", 0, 0, Limits.DAY_NS);
        if (growth == 0 && most > length)
        {
            throw pause.contradiction("max", "nothing lets the pause grow", pause.where("length"),
                "give growth_window_s, or remove max");
        }
        struct.int64(ImageLayout.B_PAUSE_NS, length);
        struct.int64(ImageLayout.B_PAUSE_MAX_NS, most);
        struct.int64(ImageLayout.B_PAUSE_GROWTH_WINDOW_NS, growth);
        struct.int64(ImageLayout.B_PAUSE_TAIL_NS, pause.durationOr("tail", 0, 0, Limits.DAY_NS));
        if (pause.has("lower_length"))
        {
            struct.int64(ImageReopening.B_LOWER_PAUSE_NS, pause.duration("lower_length", 1, growth == 0 ?
                Limits.DAY_NS : most));
        }
        struct.flag(ImageReopening.B_CUMULATIVE, pause.has("cumulative") && pause.flag("cumulative", false));
        resumeBefore(pause, struct, session);
        nearClose(pause, struct, session);
        final Section consecutive = pause.section("consecutive", WITHIN);
        if (consecutive != null && growth != 0)
        {
            throw pause.contradiction("consecutive", "a pause grows by one of two rules",
                pause.where("growth_window"), "remove one of the two");
        }
        if (consecutive != null)
        {
            struct.int64(ImageReopening.B_CONSECUTIVE_NS, consecutive.duration("length", 1, Limits.DAY_NS));
            struct.int64(ImageReopening.B_CONSECUTIVE_WITHIN_NS, consecutive.duration("within", 1, Limits.DAY_NS));
            consecutive.finish("");
        }
        pause.finish("");
    }

    static void active(final Section breaker, final Struct struct, final SessionFacts session)
    {
        final Section active = breaker.section("active", ACTIVE);
        if (active == null)
        {
            return;
        }
        needsDay(breaker, "active", session);
        if (!active.has("after_open") && !active.has("before_close"))
        {
            throw breaker.error("active", "says nothing", "write active { after_open_s = N, before_close_s = N }");
        }
        struct.int64(ImageReopening.B_AFTER_OPEN_NS, active.durationOr("after_open", 0, 0, Limits.DAY_NS));
        struct.int64(ImageReopening.B_BEFORE_CLOSE_NS, active.durationOr("before_close", 0, 0, Limits.DAY_NS));
        active.finish("");
    }

    /** What counts from the open or the close needs a day that has them. */
    static void needsDay(final Section section, final String key, final SessionFacts session)
    {
        if (session.alwaysOpen())
        {
            throw section.contradiction(key, "there is no open and no close where trading never ends",
                session.alwaysOpenWhere(), "remove it, or declare a session");
        }
    }

    private static void resumeBefore(final Section pause, final Struct struct, final SessionFacts session)
    {
        if (pause.has("resume_before_close"))
        {
            needsDay(pause, "resume_before_close", session);
            struct.int64(ImageReopening.B_RESUME_BEFORE_NS, pause.duration("resume_before_close", 1, Limits.DAY_NS));
        }
    }

    private static void nearClose(final Section pause, final Struct struct, final SessionFacts session)
    {
        final Section near = pause.section("near_close", WITHIN);
        if (near != null)
        {
            needsDay(pause, "near_close", session);
            struct.int64(ImageReopening.B_NEAR_CLOSE_WITHIN_NS, near.duration("within", 1, Limits.DAY_NS));
            struct.int64(ImageReopening.B_NEAR_CLOSE_NS, near.duration("length", 1, Limits.DAY_NS));
            near.finish("");
        }
    }
}
