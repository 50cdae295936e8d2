package io.firebreak.command;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.firebreak.rulebook.CompiledRulebook;
import io.firebreak.rulebook.RulebookReport;
import io.firebreak.rulebook.Setting;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/** Every parameter of a rulebook on a sheet for a regulator: value, unit, how people write it, who set it, and why. */
final class ParameterSheet
{
    private static final String BUILT_IN = "built in";
    private static final long SECOND_NS = 1_000_000_000L;

    private final CompiledRulebook rulebook;

    /** A unit by the end of a parameter's name. */
    private enum Unit
    {
        NANOSECONDS("_ns", "ns"),
        PPM("_ppm", "ppm"),
        BPS("_bps", "bps"),
        E9("_e9", "1e-9 of the quote currency"),
        TICKS("_ticks", "ticks"),
        LOTS("_lots", "lots");

        private final String suffix;
        private final String words;

        Unit(final String suffix, final String words)
        {
            this.suffix = suffix;
            this.words = words;
        }

        static Unit of(final Setting setting)
        {
            for (final Unit unit : values())
            {
                if (setting.path().endsWith(unit.suffix) && setting.value().matches("-?[0-9]+"))
                {
                    return unit;
                }
            }
            return null;
        }
    }

    ParameterSheet(final CompiledRulebook rulebook)
    {
        this.rulebook = rulebook;
    }

    /** Words of a value's unit; empty where it has none. */
    static String unit(final Setting setting)
    {
        final Unit unit = Unit.of(setting);
        return unit == null ? "" : unit.words;
    }

    /** The value as people write it: per cent, seconds, a price; as it stands where that says no more. */
    static String readable(final Setting setting)
    {
        final Unit unit = Unit.of(setting);
        final String value = setting.value().replaceAll("^\"|\"$", "");
        if (unit == null)
        {
            return value;
        }
        final long number = Long.parseLong(value);
        switch (unit)
        {
            case NANOSECONDS:
                return number == Long.MAX_VALUE ? "never" : number % SECOND_NS == 0 ?
                    String.format(Locale.ROOT, "%,d s", number / SECOND_NS) : plain(number, 6) + " ms";
            case PPM:
                return plain(number, 4) + " %";
            case BPS:
                return plain(number, 2) + " %";
            case E9:
                return number == Long.MAX_VALUE ? "the rest" : plain(number, 9);
            default:
                return String.format(Locale.ROOT, "%,d %s", number, unit.words);
        }
    }

    /** RFC 4180, with a head. */
    List<String> csv()
    {
        final List<String> lines = new ArrayList<>();
        lines.add("rulebook,version,sha256,parameter,value,unit,readable,layer,where,because");
        for (final Setting setting : rulebook.settings())
        {
            lines.add(String.join(",", quoted(rulebook.name()), quoted(rulebook.version()), hash(),
                quoted(setting.path()), quoted(setting.value().replaceAll("^\"|\"$", "")), quoted(unit(setting)),
                quoted(readable(setting)), quoted(setting.layer()), quoted(setting.where()),
                quoted(setting.because())));
        }
        return lines;
    }

    ObjectNode json()
    {
        final ObjectNode root = Json.object();
        root.put("rulebook", rulebook.name()).put("version", rulebook.version()).put("source", rulebook.source())
            .put("sha256", hash());
        RulebookReport.check(rulebook).forEach(root.putArray("check")::add);
        final ArrayNode parameters = root.putArray("parameters");
        for (final Setting setting : rulebook.settings())
        {
            parameters.addObject().put("parameter", setting.path()).put("value",
                setting.value().replaceAll("^\"|\"$", "")).put("unit", unit(setting))
                .put("readable", readable(setting)).put("layer", setting.layer()).put("where", setting.where())
                .put("because", setting.because());
        }
        return root;
    }

    /** A page: what the rulebook does in words, then what its file sets. */
    List<String> markdown()
    {
        final List<String> lines = new ArrayList<>();
        lines.add("# " + rulebook.name() + ", version " + rulebook.version());
        lines.add("");
        lines.add("Source: " + rulebook.source() + ".");
        lines.add("");
        lines.add("## What it does");
        lines.add("");
        lines.add("```");
        lines.addAll(RulebookReport.check(rulebook));
        lines.add("```");
        lines.add("");
        lines.add("## What it sets");
        lines.add("");
        lines.add("| parameter | value | set by | because |");
        lines.add("|---|---|---|---|");
        rulebook.settings().stream().filter(ParameterSheet::isOfTheFile).forEach(setting -> lines.add(String.format(
            Locale.ROOT, "| `%s` | %s | %s | %s |", setting.path(), cell(readable(setting)), cell(setting.where()),
            cell(setting.because()))));
        lines.add("");
        lines.add("What is not listed is built in: `./firebreak config explain " + rulebook.name() + "`.");
        return lines;
    }

    private static boolean isOfTheFile(final Setting setting)
    {
        return !setting.layer().equals(BUILT_IN) && !setting.path().startsWith("rulebook.");
    }

    private String hash()
    {
        return HexFormat.of().formatHex(rulebook.sha256());
    }

    private static String plain(final long number, final int decimals)
    {
        final BigDecimal value = BigDecimal.valueOf(number, decimals).stripTrailingZeros();
        return value.scale() < 0 ? value.setScale(0).toPlainString() : value.toPlainString();
    }

    private static String cell(final String text)
    {
        return text.replace("|", "\\|");
    }

    private static String quoted(final String text)
    {
        return text.matches("[^\",\r\n]*") ? text : '"' + text.replace("\"", "\"\"") + '"';
    }
}
