package io.firebreak.conformance;

/**
 * What became of a case.
 *
 * @param outcome passed, failed, or not judged.
 * @param name    rulebook family and name of the case.
 * @param why     the first difference, or why it could not be judged; empty where it passed.
 */
public record Verdict(Outcome outcome, String name, String why)
{
    /** The three words of the output. */
    public enum Outcome
    {
        /** Every checkpoint is as expected. */
        PASS,

        /** A checkpoint differs. */
        FAIL,

        /** The case asks for something that this version does not have. */
        UNSUPPORTED
    }

    static Verdict pass(final String name)
    {
        return new Verdict(Outcome.PASS, name, "");
    }

    static Verdict fail(final String name, final String why)
    {
        return new Verdict(Outcome.FAIL, name, why);
    }

    static Verdict unsupported(final String name, final String why)
    {
        return new Verdict(Outcome.UNSUPPORTED, name, why);
    }
}
