package io.firebreak.oracle;

/** Nanoseconds of a day, to and from {@code HH:MM:SS[.fraction]}. */
final class OracleTime
{
    static final long SECOND = 1_000_000_000L;
    static final long MINUTE = 60 * SECOND;
    static final long HOUR = 60 * MINUTE;

    private OracleTime()
    {
    }

    static long of(final String text)
    {
        final String[] parts = text.split("[:.]");
        long ns = Long.parseLong(parts[0]) * HOUR + Long.parseLong(parts[1]) * MINUTE;
        ns += parts.length > 2 ? Long.parseLong(parts[2]) * SECOND : 0;
        return ns + (parts.length > 3 ? Long.parseLong((parts[3] + "000000000").substring(0, 9)) : 0);
    }

    static String text(final long ns)
    {
        return String.format("%02d:%02d:%02d.%09d", ns / HOUR, ns / MINUTE % 60, ns / SECOND % 60, ns % SECOND);
    }
}
