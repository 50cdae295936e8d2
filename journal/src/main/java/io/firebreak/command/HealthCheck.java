package io.firebreak.command;

/**
 * One thing that {@code doctor} looked at.
 *
 * @param status  how it is.
 * @param name    what it is.
 * @param detail  what was found.
 * @param fix     what to do; empty where nothing is to do.
 */
record HealthCheck(Status status, String name, String detail, String fix)
{
    /** How a thing is. */
    enum Status
    {
        /** As it should be. */
        OK,
        /** It works, and something will be slower or less safe than it could be. */
        WARN,
        /** It will not work, or what the journal promises does not hold. */
        FAIL
    }

    static HealthCheck ok(final String name, final String detail)
    {
        return new HealthCheck(Status.OK, name, detail, "");
    }

    static HealthCheck warn(final String name, final String detail, final String fix)
    {
        return new HealthCheck(Status.WARN, name, detail, fix);
    }

    static HealthCheck fail(final String name, final String detail, final String fix)
    {
        return new HealthCheck(Status.FAIL, name, detail, fix);
    }
}
