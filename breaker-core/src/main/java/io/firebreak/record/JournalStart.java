package io.firebreak.record;

/**
 * What the first document of a journal says about its writer: all that a replay needs beside the inputs.
 *
 * @param image            the parameter image; the caller gives the array away.
 * @param capacities       the declared capacities as text, which the engine that replays is built from.
 * @param properties       what else a reader may want to know: lines of {@code key=value}.
 * @param clock            whose clock stamps {@code timeNs}.
 * @param mode             how the engine is run.
 * @param layoutVersion    version of the arena's layout, 0 to 65535.
 * @param semanticsVersion version of the decisions' meaning, 0 to 65535: rises exactly when a decision byte could
 *                         change.
 * @param createdNs        the host's clock at the start, UTC nanoseconds.
 */
public record JournalStart(
    byte[] image,
    String capacities,
    String properties,
    Clock clock,
    Mode mode,
    int layoutVersion,
    int semanticsVersion,
    long createdNs)
{
    /** Whose clock stamps the inputs. Codes are written to journals and never re-used. */
    public enum Clock
    {
        /** The host's own. */
        HOST(0),

        /** A tape's exchange time. */
        EXCHANGE(1),

        /** A tape's time of reception. */
        RECEIVE(2);

        private final int code;

        Clock(final int code)
        {
            this.code = code;
        }

        /**
         * Stable code as written in the segment header.
         *
         * @return the code.
         */
        public int code()
        {
            return code;
        }
    }

    /** How the engine is run. Codes are written to journals and never re-used. */
    public enum Mode
    {
        /** On the caller's thread. */
        INLINE(0),

        /** On a thread of its own, which writes the board. */
        DIRECT(1),

        /** On a thread of its own; the matching thread writes the board when the decision returns to it. */
        SEQUENCED(2);

        private final int code;

        Mode(final int code)
        {
            this.code = code;
        }

        /**
         * Stable code as written in the segment header.
         *
         * @return the code.
         */
        public int code()
        {
            return code;
        }
    }
}
