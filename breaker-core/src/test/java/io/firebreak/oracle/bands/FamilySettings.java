package io.firebreak.oracle.bands;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;

/**
 * One breaker of bands, drawn: references, rules, what a trip does, how long it lasts, how it ends. Durations are
 * nanoseconds, 0 for what is not written; a rulebook that contradicts itself is drawn again by whoever loads it.
 */
final class FamilySettings
{
    static final long MS = 1_000_000L;
    static final long HOST_TIMEOUT = 3_000 * MS;
    private static final String[] KINDS =
        {"LAST", "LAST_AUCTION", "PUBLISHED", "OPEN", "PREVIOUS_CLOSE", "TRADE_AGED", "TRADE_EXTREMA"};
    private static final String[] STATES =
        {"PAUSED", "PAUSED", "AUCTION", "HALTED", "CANCEL_ONLY", "BAND_ONLY", "BAND_ONLY", "CLOSED", "OPEN"};
    private static final String[] SPARED = {"IOC", "FOK", "MARKET"};

    final boolean isAlways;
    final boolean isPrints;
    final boolean isMissingDenied;
    final boolean isGuarded;
    final boolean isSuppressed;
    final boolean isInside;
    final long increment;
    final String centre;
    final String far;
    final long centreNs;
    final long farNs;
    final List<FamilyRule> rules = new ArrayList<>();
    final FamilyRule guard;
    final List<String> spares = new ArrayList<>();
    final String state;
    final long pauseNs;
    final long lowerNs;
    final long growthNs;
    final long maxNs;
    final long consecutiveNs;
    final long consecutiveWithinNs;
    final long nearNs;
    final long nearWithinNs;
    final long resumeNs;
    final int cap;
    final long capNs;
    final String reopening;
    final int extensions;
    final long[] extensionsNs;
    final long oppositeNs;
    final boolean isCollar;
    final int collarPpm;
    final long lowPriceTicks;
    final long lowStepTicks;
    final boolean isCheckPpm;
    final long[] checks;
    final String checkCentre;
    final boolean isStep;
    final boolean isManual;
    final int leftovers;
    final long leftoverNs;
    final long rearmNs;
    final long afterOpenNs;
    final long beforeCloseNs;
    final long ownCutoffNs;
    final long cutoffNs;

    FamilySettings(final Random random, final boolean isPrints)
    {
        this.isPrints = isPrints;
        isAlways = random.nextInt(3) == 0;
        isMissingDenied = random.nextInt(3) == 0;
        isInside = random.nextInt(4) == 0;
        increment = 1 + random.nextInt(4);
        centre = isPrints ? new String[]{"OPEN", "OPEN", "LAST_AUCTION", "PREVIOUS_CLOSE"}[random.nextInt(4)] :
            KINDS[random.nextInt(KINDS.length)];
        far = other(centre, random);
        centreNs = 1_000 * MS + random.nextInt(4_000) * MS;
        farNs = 1_000 * MS + random.nextInt(4_000) * MS;
        final int count = 1 + random.nextInt(3);
        for (int i = 0; i < count; i++)
        {
            rules.add(isPrints ?
                FamilyRule.ofPrints("level" + i, "centre", 2_000 + 4_000 * i + random.nextInt(3_000), random) :
                FamilyRule.drawn("rule" + i, random.nextInt(3) > 0 ? "centre" : "far", random));
        }
        isGuarded = random.nextInt(3) == 0;
        isSuppressed = random.nextBoolean();
        guard = FamilyRule.drawn("limit", "far", random);
        for (final String kind : SPARED)
        {
            if (random.nextInt(6) == 0 && !isPrints)
            {
                spares.add(kind);
            }
        }
        final String drawn = STATES[random.nextInt(STATES.length)];
        state = drawn.equals("CLOSED") && isAlways || isPrints && (drawn.equals("OPEN") || drawn.equals("BAND_ONLY")) ?
            "PAUSED" : drawn;
        pauseNs = 200 * MS + random.nextInt(4_000) * MS;
        final int growth = random.nextInt(4);
        growthNs = growth == 0 ? 1_000 * MS + random.nextInt(10_000) * MS : 0;
        maxNs = growth == 0 ? pauseNs * (1 + random.nextInt(4)) : pauseNs;
        lowerNs = random.nextInt(4) > 0 ? 0 : 200 * MS + random.nextInt((int)((maxNs - 200 * MS) / MS) + 1) * MS;
        consecutiveNs = growth == 1 ? 200 * MS + random.nextInt(8_000) * MS : 0;
        consecutiveWithinNs = 500 * MS + random.nextInt(10_000) * MS;
        nearNs = !isAlways && random.nextInt(3) == 0 ? 100 * MS + random.nextInt(2_000) * MS : 0;
        nearWithinNs = 5_000 * MS + random.nextInt(60_000) * MS;
        resumeNs = !isAlways && random.nextInt(4) == 0 ? 1_000 * MS + random.nextInt(20_000) * MS : 0;
        cap = random.nextInt(4) == 0 ? 1 + random.nextInt(4) : 0;
        capNs = 5_000 * MS + random.nextInt(40_000) * MS;
        reopening = state.equals("BAND_ONLY") ? "DIRECT" :
            new String[]{"DIRECT", "UNCHECKED", "UNCROSS", "UNCROSS", "UNCROSS"}[random.nextInt(5)];
        isCollar = random.nextInt(4) == 0;
        extensions = random.nextInt(4);
        extensionsNs = lengths(1 + random.nextInt(3), random);
        oppositeNs = random.nextInt(3) == 0 ? 100 * MS + random.nextInt(2_000) * MS : 0;
        collarPpm = 1_000 + random.nextInt(20_000);
        lowPriceTicks = random.nextInt(3) == 0 ? 9_950 + random.nextInt(100) : 1;
        lowStepTicks = increment * (1 + random.nextInt(50));
        isCheckPpm = random.nextBoolean();
        checks = new long[1 + random.nextInt(extensions + 1)];
        for (int i = 0; i < checks.length; i++)
        {
            checks[i] = (i == 0 ? 0 : checks[i - 1]) +
                (isCheckPpm ? random.nextInt(10_000) + 1 : (random.nextInt(100) + 1) * 10_000_000L + random.nextInt(9));
        }
        checkCentre = new String[]{"REFERENCE", "CAUSE", "centre", "far"}[random.nextInt(4)];
        isStep = random.nextInt(3) == 0;
        isManual = random.nextInt(3) == 0;
        leftovers = random.nextInt(4) == 0 ? 1 + random.nextInt(2) : 0;
        leftoverNs = 100 * MS + random.nextInt(2_000) * MS;
        rearmNs = random.nextInt(4) == 0 ? 100 * MS + random.nextInt(5_000) * MS : 0;
        final boolean isActive = !isAlways && random.nextInt(3) == 0 && !state.equals("OPEN");
        afterOpenNs = isActive ? random.nextInt(20_000) * MS : 0;
        beforeCloseNs = isActive ? random.nextInt(20_000) * MS : 0;
        ownCutoffNs = !isAlways && !reopening.equals("DIRECT") && random.nextInt(4) == 0 ?
            1_000 * MS + random.nextInt(20_000) * MS : 0;
        cutoffNs = !isAlways && random.nextInt(3) == 0 ? 1_000 * MS + random.nextInt(20_000) * MS : 0;
    }

    /** The rulebook of it. */
    String text()
    {
        final String session = isAlways ? "always_open = true" :
            "opening_window_s = 0" + ms(", reopen_cutoff", cutoffNs);
        return "rulebook { name = drawn, version = \"1\", source = test }\nengine { release_after = NONE, " +
            "max_time_step_s = 600, host_timeout_ms = " + HOST_TIMEOUT / MS + " }\nsession { " + session +
            " }\nclasses { one {\n missing_reference = " + (isMissingDenied ? "DENY" : "ALLOW") +
            "\n references { centre " + reference(centre, centreNs) + ", far " + reference(far, farNs) +
            ", base { kind = PUBLISHED, price = SETTLEMENT } }\n breakers = [ " +
            (isGuarded ? "{ id = guard, monitor = BAND, trip_state = OPEN, rules = [ " + guard.text() + " ] }\n" : "") +
            "{ id = band, monitor = BAND, trip_state = " + state + (spares.isEmpty() || state.equals("OPEN") ? "" :
            ", spares = \"" + String.join(" ", spares) + "\"") + (state.equals("OPEN") ? "" : trip()) +
            "\n rules = [ " + rules.stream().map(FamilyRule::text).collect(Collectors.joining("\n ")) + " ] } ] } }\n";
    }

    private String trip()
    {
        final String near = nearNs == 0 ? "" :
            ", near_close {" + ms(" within", nearWithinNs) + ms(", length", nearNs) + " }";
        final String consecutive = consecutiveNs == 0 ? "" :
            ", consecutive {" + ms(" within", consecutiveWithinNs) + ms(", length", consecutiveNs) + " }";
        return "\n pause {" + ms(" length", pauseNs) + ms(", lower_length", lowerNs) + (growthNs == 0 ? "" :
            ms(", max", maxNs) + ms(", growth_window", growthNs)) + consecutive + near +
            ms(", resume_before_close", resumeNs) + " }\n" + (cap == 0 ? "" : " trip_cap { trips = " + cap +
            ms(", window", capNs) + " }\n") + (afterOpenNs + beforeCloseNs == 0 ? "" : " active {" +
            ms(" after_open", afterOpenNs) + ms(afterOpenNs == 0 ? " before_close" : ", before_close", beforeCloseNs) +
            " }\n") + (isGuarded && isSuppressed ? " suppresses = [guard]\n" : "") +
            " reopening { kind = " + reopening + ms(", rearm", rearmNs) + ms(", cutoff", ownCutoffNs) +
            (leftovers == 0 || reopening.equals("DIRECT") ? "" :
            ", leftover { extensions = " + leftovers + ms(", length", leftoverNs) + " }") +
            (reopening.equals("UNCROSS") ? uncross() : "") + " }";
    }

    private String uncross()
    {
        final String longer = extensions == 0 ? "" : ", extensions_ms = " + Arrays.stream(extensionsNs).mapToObj(ns ->
            Long.toString(ns / MS)).collect(Collectors.joining(", ", "[", "]")) +
            ms(", opposite_extension", oppositeNs);
        final String check = isCollar ? ", collar { step_ppm = " + collarPpm + ", low_price_e9 = " +
            lowPriceTicks * 10_000_000L + ", low_step_e9 = " + lowStepTicks * 10_000_000L + " }" :
            ", check { widths_" + (isCheckPpm ? "ppm" : "e9") + " = " + Arrays.toString(checks) +
            (checkCentre.equals(checkCentre.toUpperCase(java.util.Locale.ROOT)) ? ", centre = " : ", reference = ") +
            checkCentre + " }" + (isStep ? ", on_failure = STEP_REFERENCE" : "") + (isManual ? ", then = MANUAL" : "");
        return ", max_extensions = " + extensions + longer + check;
    }

    private String reference(final String kind, final long ns)
    {
        return "{ kind = " + kind + switch (kind)
        {
            case "TRADE_EXTREMA" -> ", window_ns = " + ns;
            case "TRADE_AGED" -> ", age_ns = " + ns;
            case "PUBLISHED" -> ", price = MARK";
            default -> "";
        } + (isMoved(kind) ? ", inside_sweep = true" : "") + " }";
    }

    boolean isMoved(final String kind)
    {
        return isInside && (kind.equals("LAST") || kind.equals("TRADE_EXTREMA"));
    }

    private static String ms(final String key, final long ns)
    {
        return ns == 0 ? "" : key + "_ms = " + ns / MS;
    }

    private static String other(final String kind, final Random random)
    {
        String drawn = kind;
        while (drawn.equals(kind))
        {
            drawn = KINDS[random.nextInt(KINDS.length)];
        }
        return drawn;
    }

    private static long[] lengths(final int count, final Random random)
    {
        final long[] lengths = new long[count];
        for (int i = 0; i < count; i++)
        {
            lengths[i] = 100 * MS + random.nextInt(3_000) * MS;
        }
        return lengths;
    }
}
