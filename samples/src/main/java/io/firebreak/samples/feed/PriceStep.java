package io.firebreak.samples.feed;

import io.firebreak.feed.BadLine;
import io.firebreak.feed.FeedMistake;
import io.firebreak.feed.FeedRequest;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;

/**
 * The quantum in which a tape's prices or sizes are counted.
 *
 * @param exponent  a tick is 10^-exponent, 0 to 12.
 * @param increment the venue's step in these ticks, at least 1.
 * @param origin    where it comes from, for the user.
 */
record PriceStep(int exponent, long increment, String origin)
{
    /** Rows that are looked at where the user named no tick. */
    static final int SCANNED_ROWS = 10_000;

    private static final int MAX_EXPONENT = 12;

    /**
     * Reads a step as a user writes it.
     *
     * @param key  its key, for messages.
     * @param text such as 0.01 or 0.25.
     * @return the step.
     * @throws FeedMistake where it is no positive decimal number of at most 12 decimals.
     */
    static PriceStep of(final String key, final String text)
    {
        try
        {
            final BigDecimal step = new BigDecimal(text).stripTrailingZeros();
            final int exponent = Math.max(0, step.scale());
            if (step.signum() > 0 && exponent <= MAX_EXPONENT && step.precision() <= MAX_EXPONENT)
            {
                return new PriceStep(
                    exponent, step.movePointRight(exponent).longValueExact(), "--set " + key + "=" + text);
            }
        }
        catch (final NumberFormatException | ArithmeticException ex)
        {
            throw new FeedMistake("--set " + key + "=" + text + ": write a decimal number as 0.01");
        }
        throw new FeedMistake("--set " + key + "=" + text + ": a step is above 0 and has at most 12 decimals");
    }

    /**
     * The tick of a trade tape: what the user named, otherwise the most decimals, trailing zeros apart, of the prices
     * in the first 10,000 rows.
     *
     * @param request the user's request.
     * @param path    the file.
     * @param headers its known headers.
     * @param column  column of the price.
     * @return the step.
     */
    static PriceStep ofTape(
        final FeedRequest request, final Path path, final List<List<String>> headers, final int column)
    {
        final String named = request.settings().get("tick");
        if (named != null)
        {
            return of("tick", named);
        }
        int decimals = 0;
        int rows = 0;
        try (CsvTape tape = CsvTape.open(path, headers))
        {
            while (rows < SCANNED_ROWS && tape.nextLine())
            {
                rows++;
                decimals = Math.max(decimals, tape.decimals(column));
            }
        }
        catch (final BadLine ex)
        {
            // The line is reported when the tape is played up to it; the rows before it decide.
            rows--;
        }
        return new PriceStep(Math.min(decimals, MAX_EXPONENT), 1,
            "most decimals of the prices in the first " + SCANNED_ROWS + " rows");
    }

    /** The step as a decimal number. */
    String text()
    {
        return BigDecimal.valueOf(increment, exponent).toPlainString();
    }
}
