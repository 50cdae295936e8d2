package io.firebreak.command;

import io.firebreak.replay.Message;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/**
 * A decision in words, from the numbers of its own record alone: what was compared is compared again here, and the
 * limit computed again from reference and width.
 */
final class Explanation
{
    private static final int MICRO_DIGITS = 6;
    private static final String ABSENT = String.valueOf(Long.MIN_VALUE);
    private static final String NEVER = String.valueOf(Long.MAX_VALUE);

    private final Message message;
    private final int exponent;
    private final List<String> lines = new ArrayList<>();

    Explanation(final JournalScan scan, final long sequence, final Message message, final List<String> path)
    {
        this.message = message;
        final int scope = Integer.parseInt(message.text("scope"));
        exponent = scan.exponent(scope);
        lines.add("Decision " + text("decisionSeq") + "  " + scan.scopeName(scope) + "  " + what(message) + "  "
            + UtcText.of(number("timeNs")) + "  record " + sequence);
        line("Rule", scan.rulebook().ruleName((int)number("ruleId")) + " (rulebook " + scan.rulebook().name() + " "
            + scan.rulebook().version() + ", image " + HexFormat.of().formatHex(scan.rulebook().sha256(), 0, 8)
            + (has("imageHash") ? number("imageHash") == scan.rulebook().imageHash()
                ? ", as the record says)" : "; THE RECORD NAMES ANOTHER IMAGE)" : ")"));
        line("Reason", text("reason"));
        prices();
        reals();
        width();
        ends();
        others();
        if (!path.isEmpty())
        {
            line("Path", "the decisions before:");
            path.forEach(step -> lines.add("             " + step));
        }
    }

    List<String> lines()
    {
        return lines;
    }

    Message message()
    {
        return message;
    }

    /** One line of a path. */
    static String brief(final JournalScan scan, final long sequence, final Message message)
    {
        final int rule = Integer.parseInt(message.text("ruleId"));
        return UtcText.of(Long.parseLong(message.text("timeNs"))) + "  decision " + message.text("decisionSeq")
            + "  record " + sequence + "  " + what(message) + "  " + message.text("reason")
            + (rule == 0 ? "" : "  " + scan.rulebook().ruleName(rule));
    }

    private static String what(final Message message)
    {
        switch (message.name())
        {
            case "TradingStateChange":
                return "TradingStateChange " + message.text("fromState") + " -> " + message.text("toState");
            case "LimitState":
                return "LimitState " + message.text("previous") + " -> " + message.text("state");
            case "DataQuality":
                return "DataQuality " + message.text("code") + (message.text("ended").equals("0") ? "" : " ended");
            default:
                return message.name();
        }
    }

    private void prices()
    {
        if (!has("referenceMicroTicks"))
        {
            return;
        }
        final BigDecimal reference = micro("referenceMicroTicks");
        line("Reference", price(reference) + (has("input") ? "  from " + text("input") : ""));
        if (!has("observedMicroTicks") || !has("limitMicroTicks"))
        {
            return;
        }
        final BigDecimal observed = micro("observedMicroTicks");
        final BigDecimal limit = micro("limitMicroTicks");
        line("Observed", price(observed));
        line("Limit", price(limit) + recomputed(reference, limit));
        if (has("marginMicroTicks"))
        {
            final BigDecimal margin = micro("marginMicroTicks");
            final BigDecimal distance = observed.subtract(limit).abs();
            line("Margin", price(margin) + (margin.signum() >= 0 ? " beyond the limit" : " inside the limit")
                + (distance.compareTo(margin.abs()) == 0 ? "  (recomputed: agrees)" : "  (RECOMPUTED: "
                + price(distance) + ")"));
        }
    }

    /** The limit from reference and width: it may differ from the record's by the rounding to a tick and no more. */
    private String recomputed(final BigDecimal reference, final BigDecimal limit)
    {
        final double fraction = has("widthFraction") ? Double.parseDouble(text("widthFraction")) : 0;
        if (fraction == 0 || reference == null)
        {
            return "";
        }
        final boolean isUpper = limit.compareTo(reference) > 0;
        final BigDecimal exact =
            reference.multiply(BigDecimal.valueOf(isUpper ? 1 + fraction : 1 - fraction), MathContext.DECIMAL64);
        final BigDecimal quantum = BigDecimal.ONE.movePointLeft(exponent);
        final boolean agrees = exact.subtract(limit).abs().compareTo(quantum) <= 0;
        return "  = reference " + (isUpper ? "+ " : "- ") + percent(fraction) + " = "
            + exact.setScale(exponent + 4, RoundingMode.HALF_EVEN).toPlainString()
            + (agrees ? ", rounded to the tick (recomputed: agrees)" : " (RECOMPUTED: differs by more than a tick)");
    }

    private void reals()
    {
        if (has("limitReal") && Double.parseDouble(text("limitReal")) != 0)
        {
            final double observed = Double.parseDouble(text("observedReal"));
            final double limit = Double.parseDouble(text("limitReal"));
            final String compared = observed >= limit ? " >= limit " : " < limit ";
            line("Observed", text("observedReal") + compared + text("limitReal")
                + (text("reason").equals("VOLATILITY") ? "  (variance per second: " + sigma(observed) + " against "
                + sigma(limit) + " per square root of a minute)" : ""));
        }
    }

    private void width()
    {
        if (has("widthFraction") && Double.parseDouble(text("widthFraction")) != 0)
        {
            line("Width", percent(Double.parseDouble(text("widthFraction"))) + " of the reference; widening "
                + text("widening") + "; sigma fast " + sigma(Double.parseDouble(text("varianceFast"))) + ", slow "
                + sigma(Double.parseDouble(text("varianceSlow"))) + " per square root of a minute");
        }
    }

    private void ends()
    {
        if (message.text("deadlineNs") != null)
        {
            line("Ends", NEVER.equals(text("deadlineNs")) ? "no deadline of its own"
                : UtcText.of(number("deadlineNs")));
        }
        if (has("latestExitNs") && !NEVER.equals(text("latestExitNs")))
        {
            line("Exit", "guaranteed by " + UtcText.of(number("latestExitNs")));
        }
        if (message.text("latched") != null)
        {
            line("State", "merged " + text("mergedState") + (text("latched").equals("1")
                ? "; LATCHED: two people must resume" : "") + "; trips in the cap's window " + text("tripCount"));
        }
    }

    /** What a message has beside the evidence, by its schema's names. */
    private void others()
    {
        for (final String name : List.of("lowerTicks", "upperTicks", "previousMicroTicks", "widthPpm", "openedNs",
            "collarLowerTicks", "collarUpperTicks", "testedLowerTicks", "testedUpperTicks", "indicativeTicks",
            "extension", "level", "observed", "expected", "count", "side", "gateCode", "gateEpoch"))
        {
            if (has(name) && !NEVER.equals(text(name)) && !(name.equals("level") && text(name).equals("0")))
            {
                line(name, name.endsWith("Ns") ? UtcText.of(number(name)) : name.endsWith("MicroTicks")
                    ? price(micro(name)) : name.endsWith("Ticks")
                    ? BigDecimal.valueOf(number(name), exponent).toPlainString() : text(name));
            }
        }
    }

    private boolean has(final String field)
    {
        final String text = message.text(field);
        return text != null && !text.equals(ABSENT);
    }

    private String text(final String field)
    {
        return message.text(field);
    }

    private long number(final String field)
    {
        return Long.parseLong(text(field));
    }

    private BigDecimal micro(final String field)
    {
        return BigDecimal.valueOf(number(field), MICRO_DIGITS + exponent);
    }

    private void line(final String name, final String text)
    {
        lines.add(String.format(Locale.ROOT, "%-11s  %s", name, text));
    }

    private static String price(final BigDecimal price)
    {
        return price.stripTrailingZeros().toPlainString();
    }

    private static String percent(final double fraction)
    {
        return String.format(Locale.ROOT, "%.4f %%", fraction * 100);
    }

    private static String sigma(final double variancePerSecond)
    {
        return String.format(Locale.ROOT, "%.4f %%", Math.sqrt(variancePerSecond * 60) * 100);
    }
}
