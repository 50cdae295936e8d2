package io.firebreak.conformance;

import static io.firebreak.conformance.CaseSetup.beforeClose;
import static io.firebreak.conformance.CaseSetup.e9;
import static io.firebreak.conformance.CaseSetup.percent;
import static io.firebreak.conformance.CaseSetup.publishes;
import static io.firebreak.conformance.CaseSetup.set;

import com.fasterxml.jackson.databind.JsonNode;
import io.firebreak.market.InputFlags;
import io.firebreak.market.OrderKind;
import io.firebreak.market.ReferenceKind;
import io.firebreak.market.Side;
import java.math.BigDecimal;
import java.util.StringJoiner;

/** The families in which a halt's end is what matters: price checks, extensions, steps, listing halts. */
final class CallFamilies
{
    private static final int PERCENT_TO_PPM = 4;
    private static final long MICRO = 1_000_000L;

    private CallFamilies()
    {
    }

    static void add()
    {
        stopLogic();
        xetra();
        london();
        osaka();
        listing();
    }

    private static Family add(final String name, final String rulebook)
    {
        return Families.add(name, rulebook).answersWithoutPrice();
    }

    private static void stopLogic()
    {
        final String logic = "future.stop_logic.";
        final String check = logic + "reopening.check.widths_e9";
        add("CME_GLOBEX/STOP_LOGIC", "cme-stop-logic").instrument("future").hours("00:00:00", "23:00:00")
            .param("threshold", e9(logic + "cascade.width.width_e9"))
            .param("reserveSec", set(logic + "pause.length_s")).param("extendSec", set(logic + "reopening.extension_s"))
            .param("extendMultiple", (setup, value) -> setup.overrides.put(check, CaseSetup.number(value).multiply(
                new BigDecimal(setup.overrides.getOrDefault(logic + "cascade.width.width_e9", "0"))).toPlainString()))
            .param("tick", CaseSetup::tick)
            .event("stopCascade", CallFamilies::cascade).state("RESERVED", "PAUSED");
    }

    private static void xetra()
    {
        final String vi = "share.interruption.";
        add("T7/XETRA_VI", "xetra-extended").instrument("share").hours("09:00:00", "17:30:00")
            .setting(vi + "pause.tail_s", "0")
            .param("dynPct", percent(vi + "dynamic.width_ppm")).param("statPct", percent(vi + "static.width_ppm"))
            .param("refUpdatesInsideSweep", set("share.last.inside_sweep"))
            .param("extendedPct", percent(vi + "reopening.check.widths_ppm"))
            .param("callSec", set(vi + "pause.length_s")).param("tick", CaseSetup::tick)
            .cause("dynamic", "DYNAMIC").cause("static", "STATIC")
            .rule("dyn", vi + "rules.static.enabled").rule("stat", vi + "rules.dynamic.enabled")
            .state("VOLATILITY_INTERRUPTION", "PAUSED")
            .state("EXTENDED_VOLATILITY_INTERRUPTION", "LATCHED PAUSED");
        final String ace = "etf_5.interruption.";
        add("T7/ACE", "xetra-ace").instrument("etf_5").hours("09:00:00", "17:30:00").bandOfCall()
            .setting(ace + "pause.tail_s", "0")
            .param("acePct", (setup, value) ->
            {
                setup.overrides.put(ace + "reopening.check.widths_ppm", ppm(value));
                setup.overrides.put(ace + "reopening.max_extensions", String.valueOf(value.size() - 1));
            })
            .param("ref", (setup, value) -> setup.lastAuction = CaseSetup.number(value))
            .param("stepSec", set(ace + "pause.length_s", ace + "reopening.extension_s"))
            .param("tick", CaseSetup::tick).event("viStart", BandFamilies::beyond)
            .state("VOLATILITY_INTERRUPTION", "PAUSED")
            .state("EXTENDED_VOLATILITY_INTERRUPTION", "LATCHED PAUSED").state("MANUAL", "LATCHED PAUSED");
    }

    private static void london()
    {
        final String suspension = "other.suspension.";
        add("LSE", "lse").instrument("other").hours("08:00:00", "16:30:00")
            .setting(suspension + "pause.tail_s", "0")
            .param("dynPct", percent(suspension + "dynamic.width_ppm"))
            .param("statPct", percent(suspension + "static.width_ppm"))
            .param("callSec", set(suspension + "pause.length_s"))
            .param("pmeSec", set(suspension + "reopening.extension_s"))
            .param("maxPme", set(suspension + "reopening.max_extensions"))
            .param("pmePct", percent(suspension + "reopening.check.widths_ppm"))
            .param("randomTailSec", set(suspension + "pause.tail_s")).param("tick", CaseSetup::tick)
            .cause("dynamic", "DYNAMIC").cause("static", "STATIC")
            .rule("dyn", suspension + "rules.static.enabled").rule("stat", suspension + "rules.dynamic.enabled")
            .state("AESP", "PAUSED").state("PME", "PAUSED").state("PRICE_MONITORING_EXTENSION", "PAUSED");
    }

    private static void osaka()
    {
        final String dcb = "index_futures.dcb.";
        add("JPX_OSE/DCB", "ose-dcb").instrument("index_futures").hours("08:45:00", "15:15:00").reference(1)
            .param("pct", percent(dcb + "range.width_ppm", dcb + "range.hours.opening.width_ppm",
                dcb + "range.hours.closing.width_ppm"))
            .param("tick", CaseSetup::tick)
            .param("haltSec", set(dcb + "pause.length_s", dcb + "reopening.extension_s"))
            .state("DCB_HALT", "PAUSED");
        final String still = "index_futures.limit.";
        add("JPX_OSE/SCB", "ose-static").instrument("index_futures").hours("08:45:00", "15:15:00")
            .param("base", publishes(ReferenceKind.SETTLEMENT)).param("tick", CaseSetup::tick)
            .param("pct", (setup, value) -> setup.overrides.put(still + "daily.steps_ppm",
                CaseSetup.number(value).movePointRight(PERCENT_TO_PPM).toBigIntegerExact().toString()))
            .param("pcts", (setup, value) -> setup.overrides.put(still + "daily.steps_ppm", ppm(value)))
            .param("haltSec", set(still + "pause.length_s")).state("HALT", "PAUSED").state("SCB_HALT", "PAUSED");
        final String quote = "domestic.quote.";
        add("JPX_TSE/SPECIAL_QUOTE", "tse-special-quote").instrument("domestic").hours("09:00:00", "15:30:00")
            .tick("1").param("tick", CaseSetup::tick)
            .param("renewSec", set(quote + "pause.length_s", quote + "reopening.extension_s"))
            .state("SPECIAL_QUOTE", "PAUSED");
    }

    private static void listing()
    {
        final String halts = "listing.listing.";
        add("SSE/IPO_HALT", "sse-listing").instrument("listing").hours("09:30:00", "15:00:00").tick("0.01")
            .param("openPx", (setup, value) -> setup.lastAuction = CaseSetup.number(value))
            .param("pcts", (setup, value) ->
            {
                final String[] rules = {"thirty", "sixty"};
                if (value.size() != rules.length)
                {
                    throw new UnsupportedCase("pcts " + value);
                }
                for (int i = 0; i < rules.length; i++)
                {
                    percent(halts + rules[i] + ".width_ppm").apply(setup, value.get(i));
                    setup.causes.put(rules[i], value.get(i).asText());
                }
            })
            .param("haltSec", set(halts + "pause.length_s"))
            .param("capResume", beforeClose(halts + "pause.resume_before_close_s"))
            .param("tick", CaseSetup::tick).state("HALT", "PAUSED");
    }

    /** Where the cascade of elected stops would trade, asked for before anything of it prints. */
    private static void cascade(final CaseVenue venue, final JsonNode event)
    {
        final long startTicks = venue.ticks(event, "startPx");
        final long atTicks = venue.ticks(event, "wouldTradeAt");
        final Side side = atTicks < startTicks ? Side.SELL : Side.BUY;
        if (venue.reading().references().get(0).valueMicroTicks() != startTicks * MICRO)
        {
            venue.print(startTicks, CaseVenue.LOTS, side.code(), InputFlags.ELIGIBLE | CaseHost.SWEEP_END);
        }
        if (venue.mayPrint(side, OrderKind.AGGRESSIVE, atTicks, CaseVenue.LOTS, 0, 0))
        {
            venue.print(atTicks, CaseVenue.LOTS, side.code(), InputFlags.ELIGIBLE | CaseHost.SWEEP_END);
        }
    }

    private static String ppm(final JsonNode percents)
    {
        final StringJoiner text = new StringJoiner(",");
        percents.forEach(percent ->
            text.add(CaseSetup.number(percent).movePointRight(PERCENT_TO_PPM).toBigIntegerExact().toString()));
        return text.toString();
    }
}
