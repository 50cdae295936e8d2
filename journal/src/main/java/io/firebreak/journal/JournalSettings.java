package io.firebreak.journal;

/**
 * How a journal keeps away from the end of its disk.
 *
 * @param reserveBytes  zeros kept written ahead of the last record, and in a spare file for the next roll: 2 MiB to
 *                      1 GiB. So much of the disk is taken twice.
 * @param diskLowBytes  usable bytes of the disk below which the alarm is raised: not below {@code diskStopBytes}.
 * @param diskStopBytes usable bytes that are left to others: nothing is reserved below, and what is published waits in
 *                      the record buffer; not negative.
 */
public record JournalSettings(int reserveBytes, long diskLowBytes, long diskStopBytes)
{
    private static final int MIN_RESERVE_BYTES = 2 << 20;
    private static final int MAX_RESERVE_BYTES = 1 << 30;

    /**
     * Checks the settings.
     *
     * @param reserveBytes  zeros kept written ahead.
     * @param diskLowBytes  usable bytes below which the alarm is raised.
     * @param diskStopBytes usable bytes left to others.
     * @throws IllegalArgumentException where one is out of its range, with the range.
     */
    public JournalSettings
    {
        if (reserveBytes < MIN_RESERVE_BYTES || reserveBytes > MAX_RESERVE_BYTES)
        {
            throw new IllegalArgumentException("reserveBytes=" + reserveBytes + " must be from " + MIN_RESERVE_BYTES +
                " to " + MAX_RESERVE_BYTES);
        }
        if (diskStopBytes < 0 || diskLowBytes < diskStopBytes)
        {
            throw new IllegalArgumentException("diskLowBytes=" + diskLowBytes + " and diskStopBytes=" + diskStopBytes +
                ": the alarm must come first, and neither may be negative");
        }
    }

    /**
     * For a disk of some gigabytes.
     *
     * @return 8 MiB reserved, alarm below 512 MiB, end below 64 MiB.
     */
    public static JournalSettings defaults()
    {
        return new JournalSettings(8 << 20, 512L << 20, 64L << 20);
    }
}
