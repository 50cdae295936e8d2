package io.firebreak.rulebook;

import io.firebreak.breaker.ImageBand;
import io.firebreak.breaker.ImageBook;
import io.firebreak.breaker.ImageHeader;
import io.firebreak.breaker.ImageLayout;
import io.firebreak.market.Action;
import io.firebreak.market.Durability;
import io.firebreak.market.QuoteKind;
import io.firebreak.market.StalePolicy;
import io.firebreak.market.TradingState;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * What {@code config check} and {@code config explain} print: every limit in per cent and in prices where it has one,
 * the guaranteed exit of every breaker, what only an operator can lift, and who set each final value.
 */
public final class RulebookReport
{
    private final CompiledRulebook rulebook;
    private final ByteBuffer image;
    private final List<String> lines = new ArrayList<>();

    private SampleLimits.Sample sample;

    private RulebookReport(final CompiledRulebook rulebook)
    {
        this.rulebook = rulebook;
        image = rulebook.view();
    }

    /**
     * Echo a rulebook.
     *
     * @param rulebook compiled, or read from an image.
     * @return lines, aligned.
     */
    public static List<String> check(final CompiledRulebook rulebook)
    {
        return check(rulebook, null);
    }

    /**
     * Echo a rulebook, with every limit in prices and in per cent where all references stand at one price.
     *
     * @param rulebook compiled, or read from an image.
     * @param price    of every reference, positive.
     * @param tick     smallest step of a price, positive.
     * @return lines, aligned.
     */
    public static List<String> check(final CompiledRulebook rulebook, final BigDecimal price, final BigDecimal tick)
    {
        return check(rulebook, new SampleLimits.Sample(price, tick));
    }

    private static List<String> check(final CompiledRulebook rulebook, final SampleLimits.Sample sample)
    {
        final RulebookReport report = new RulebookReport(rulebook);
        report.sample = sample;
        report.header();
        for (int i = 0; i < rulebook.classNames().size(); i++)
        {
            report.type(i);
        }
        report.lines.addAll(ParticipantEcho.lines(rulebook));
        report.line(0, "operator", "an operator's halt lasts until two people resume; an engine fault until one looks");
        return report.lines;
    }

    /**
     * Every final value of a class and what set it.
     *
     * @param rulebook  compiled from a file.
     * @param className class or instrument.
     * @return lines: value, layer, place, reason.
     * @throws RulebookException where there is no such class, or the rulebook was read from an image.
     */
    public static List<String> explain(final CompiledRulebook rulebook, final String className)
    {
        rulebook.classIndex(className);
        if (rulebook.settings().isEmpty())
        {
            throw new RulebookException(rulebook.name() + ": settings: an image holds values, not who set them; " +
                "explain the rulebook's file");
        }
        final List<String[]> cells = new ArrayList<>();
        for (final Setting setting : rulebook.settings())
        {
            final String path = setting.path();
            final String own = path.replaceFirst("^(classes|instruments)\\.", "");
            final boolean ofClass = !own.equals(path);
            if (!ofClass || own.startsWith(className + "."))
            {
                cells.add(new String[] {ofClass ? own.substring(className.length() + 1) : path, setting.value(),
                    setting.layer(), setting.where(), setting.because()});
            }
        }
        return aligned(cells);
    }

    private static List<String> aligned(final List<String[]> cells)
    {
        final int[] widths = new int[4];
        cells.forEach(row ->
        {
            for (int i = 0; i < widths.length; i++)
            {
                widths[i] = Math.max(widths[i], Math.min(60, row[i].length()));
            }
        });
        final List<String> lines = new ArrayList<>();
        for (final String[] row : cells)
        {
            final StringBuilder line = new StringBuilder();
            for (int i = 0; i < widths.length; i++)
            {
                line.append(row[i]).append(" ".repeat(Math.max(0, widths[i] - row[i].length()) + 2));
            }
            lines.add(line.append(row[4]).toString().stripTrailing());
        }
        return lines;
    }

    private void header()
    {
        line(0, "rulebook", rulebook.name() + " " + rulebook.version() + ", image " + Show.hex(rulebook.sha256()) +
            ", " + Show.count(image.capacity()) + " bytes");
        line(0, "source", rulebook.source());
        final int after = image.getInt(ImageHeader.H_RELEASE_AFTER);
        line(0, "engine", "a step of time above " + Show.duration(image.getLong(ImageHeader.H_MAX_TIME_STEP_NS)) +
            " is refused, the host answers within " + Show.duration(image.getLong(ImageHeader.H_HOST_TIMEOUT_NS)));
        line(0, "release", after == 0 ? "at once" : "after " + Durability.of(after) + " within " +
            Show.duration(image.getLong(ImageHeader.H_RELEASE_WAIT_NS)) + ", else " +
            (image.getInt(ImageHeader.H_RELEASE_POLICY) == 0 ? "latched to the operator" : "flagged UNDURABLE"));
        line(0, "limits", "quantity " + Show.count(image.getLong(ImageHeader.H_MAX_QTY_LOTS)) + " lots, price " +
            Show.count(image.getLong(ImageHeader.H_MAX_PRICE_TICKS)) + " ticks, " +
            Show.count(image.getInt(ImageHeader.H_WINDOW_PRINTS)) + " exact prints per window, " +
            image.getInt(ImageHeader.H_WORK_LIMIT) + " work items per input");
        line(0, "gate", "stale once an input waits " + Show.duration(image.getLong(ImageHeader.H_MAX_STALE_NS)) +
            "; a kill, an overrun or a stopped engine puts the market in " +
            TradingState.of(image.getInt(ImageHeader.H_SAFE_STATE)));
        line(0, "restart", restart());
        line(0, "session", session());
        final RulebookException refusal = new FillByFill(rulebook).refusal();
        line(0, "modes", refusal != null ? "inline only: " + refusal.getMessage() :
            "inline; direct and sequenced, where the band is in force all the time and a trip takes effect after as " +
            "many orders as its DecisionEffective counts");
    }

    /** The exit of restart_state: no breaker's, so it stands beside their bounds. */
    private String restart()
    {
        final int state = image.getInt(ImageHeader.H_RESTART_STATE);
        final long holdNs = image.getLong(ImageHeader.H_RESTART_HOLD_NS);
        if (state == TradingState.OPEN.code())
        {
            return "states, latches and deadlines as they were; books untrusted until they are sent again";
        }
        final long markNs = image.getInt(ImageHeader.H_RELEASE_AFTER) == 0 ? 0 :
            image.getLong(ImageHeader.H_RELEASE_WAIT_NS);
        return "after an unclean end at least " + TradingState.of(state) + " for " + Show.duration(holdNs) +
            " and until the book is sent again; worst-case time from then without an operator: " +
            Show.duration(holdNs + markNs) + "; a book that is not sent again waits for two operators";
    }

    private String session()
    {
        if (image.getInt(ImageHeader.H_ALWAYS_OPEN) != 0)
        {
            return "around the clock";
        }
        final long opening = image.getLong(ImageHeader.H_OPENING_WINDOW_NS);
        final long closing = image.getLong(ImageHeader.H_CLOSING_WINDOW_NS);
        final long cutoff = image.getLong(ImageHeader.H_REOPEN_CUTOFF_NS);
        return "by CalendarDay" +
            (opening == 0 ? "" : "; an opening print is awaited for " + Show.duration(opening)) +
            (closing == 0 ? "" : "; closing window of " + Show.duration(closing)) +
            (cutoff == 0 ? "" : "; no reopening in the last " + Show.duration(cutoff));
    }

    /** What is not said is cancelled. */
    private String byKind(final String kind, final int at)
    {
        return image.getInt(at) == 0 ? "" : ", of " + kind + " orders " + Action.of(image.getInt(at));
    }

    private void type(final int index)
    {
        final int at = image.getInt(ImageHeader.H_CLASS_OFFSET) + index * ImageLayout.CLASS_LENGTH;
        line(0, "class", rulebook.classNames().get(index) +
            (index == image.getInt(ImageHeader.H_MARKET_CLASS) ? " (the whole market)" : "") +
            (image.getInt(at + ImageLayout.C_GROUP) == 0 ? "" : ", in group " +
            image.getInt(at + ImageLayout.C_GROUP)));
        line(1, "prices", "quotes " + QuoteKind.of(image.getInt(at + ImageLayout.C_QUOTE_KIND)) + ", median of " +
            image.getInt(at + ImageLayout.C_FILTER_SWEEPS) + " sweeps, sigma " +
            Show.duration(image.getLong(at + ImageLayout.C_FAST_TAU_NS)) + " and " +
            Show.duration(image.getLong(at + ImageLayout.C_SLOW_TAU_NS)) + ", warm-up " +
            Show.duration(image.getLong(at + ImageLayout.C_WARM_UP_NS)));
        line(1, "gate", "while stale " + StalePolicy.of(image.getInt(at + ImageLayout.C_ON_STALE)) +
            ", remainder of an order that meets the band: " + Action.of(image.getInt(at + ImageLayout.C_REMAINDER)) +
            byKind("market", at + ImageLayout.C_REMAINDER_MARKET) + byKind("IOC", at + ImageLayout.C_REMAINDER_IOC));
        line(1, "book", "depth of " + image.getInt(at + ImageBook.C_TOP_LEVELS) + " levels, within " +
            Show.count(image.getLong(at + ImageBook.C_WITHIN_TICKS)) + " ticks and " +
            Show.count(image.getInt(at + ImageBook.C_WITHIN_BPS)) + " bps " +
            (image.getInt(at + ImageBook.C_KEEP_DEPTH) != 0 ? "(kept)" : "(summed when asked)") +
            ", trade rate over " +
            Show.duration(image.getLong(at + ImageBook.C_RATE_TAU_NS)));
        for (int r = 0; r < image.getInt(at + ImageLayout.C_REFERENCES); r++)
        {
            reference(at, image.getInt(at + ImageLayout.C_FIRST_REFERENCE) + r);
        }
        for (int k = 0; k < image.getInt(at + ImageLayout.C_BREAKERS); k++)
        {
            final int breaker = image.getInt(at + ImageLayout.C_FIRST_BREAKER) + k;
            line(1, "breaker", rulebook.breakerName(breaker) + ": " + new BreakerReport(image, breaker, own ->
                rulebook.referenceName(image.getInt(at + ImageLayout.C_FIRST_REFERENCE) + own)).text());
            rules(at, breaker);
            final ExitBound bound = ExitBound.of(rulebook, breaker);
            line(2, "exit", bound.line());
            bound.operatorOnly().forEach(latch -> line(2, "operator", latch));
        }
    }

    private void reference(final int classAt, final int index)
    {
        final int market = image.getInt(ImageHeader.H_MARKET_CLASS);
        final boolean isIndex = market >= 0 &&
            classAt == image.getInt(ImageHeader.H_CLASS_OFFSET) + market * ImageLayout.CLASS_LENGTH;
        line(1, "reference", rulebook.referenceName(index) + ": " +
            new ReferenceReport(rulebook, image, classAt, index).text() + (isIndex ? ", index " +
            (index - image.getInt(classAt + ImageLayout.C_FIRST_REFERENCE)) + " of the host's messages" : ""));
    }

    private void rules(final int classAt, final int breaker)
    {
        final int at = image.getInt(ImageHeader.H_BREAKER_OFFSET) + breaker * ImageLayout.BREAKER_LENGTH;
        for (int u = 0; u < image.getInt(at + ImageLayout.B_RULES); u++)
        {
            final int rule = image.getInt(ImageHeader.H_RULE_OFFSET) +
                (image.getInt(at + ImageLayout.B_FIRST_RULE) + u) * ImageLayout.RULE_LENGTH;
            final int reference = image.getInt(rule + ImageLayout.U_REFERENCE);
            final String centre = reference < 0 ? "" : rulebook.referenceName(
                image.getInt(classAt + ImageLayout.C_FIRST_REFERENCE) + reference);
            final boolean isBand = image.getInt(at + ImageLayout.B_MONITOR) == ImageLayout.MONITOR_BAND;
            final RuleReport report = new RuleReport(image, rule, centre);
            final int id = image.getInt(rule + ImageLayout.U_ID);
            final BandReport band = isBand ? new BandReport(image, rule, centre, other(classAt, rule, ImageBand.U_BASE),
                others(classAt, rule)) : null;
            line(2, "rule " + id, rulebook.ruleName(id) + ": " + (isBand ? band.text() : report.text()));
            (isBand ? band.rows() : report.rows()).forEach(row -> line(3, "row", row));
            if (sample != null)
            {
                new SampleLimits(image, rule, sample).lines().forEach(
                    limits -> line(3, "at " + sample.price().toPlainString(), limits));
            }
        }
    }

    private String others(final int classAt, final int rule)
    {
        final String plus = other(classAt, rule, ImageBand.U_PLUS);
        final String reaches = other(classAt, rule, ImageBand.U_REACHES);
        return (plus.isEmpty() ? "" : ", plus " + plus + (image.getInt(rule + ImageBand.U_PLUS_OUTWARD) == 0 ? "" :
            " where it moves the limit outward")) + (reaches.isEmpty() ? "" : ", and never inside of " + reaches);
    }

    /** Name of another reference that a rule of a band reads; empty where it reads none. */
    private String other(final int classAt, final int rule, final int field)
    {
        final int own = image.getInt(rule + field);
        return own < 0 ? "" : rulebook.referenceName(image.getInt(classAt + ImageLayout.C_FIRST_REFERENCE) + own);
    }

    private void line(final int depth, final String label, final String text)
    {
        final String indented = "  ".repeat(depth) + label;
        lines.add(indented + " ".repeat(Math.max(1, 14 - indented.length())) + text);
    }
}
