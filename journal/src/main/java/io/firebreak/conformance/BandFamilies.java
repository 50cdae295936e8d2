package io.firebreak.conformance;

import static io.firebreak.conformance.CaseSetup.afterOpen;
import static io.firebreak.conformance.CaseSetup.beforeClose;
import static io.firebreak.conformance.CaseSetup.e9;
import static io.firebreak.conformance.CaseSetup.only;
import static io.firebreak.conformance.CaseSetup.percent;
import static io.firebreak.conformance.CaseSetup.publishes;
import static io.firebreak.conformance.CaseSetup.set;
import static io.firebreak.conformance.CaseSetup.stated;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.firebreak.breaker.ScopeReading;
import io.firebreak.market.OrderKind;
import io.firebreak.market.ReferenceKind;
import io.firebreak.market.Side;
import java.math.BigDecimal;

/** The families whose bands stop or deny a trade: exchanges of America, Europe and Asia. */
final class BandFamilies
{
    private static final int PPM_DIGITS = 6;
    private static final int WHOLE_PERCENT = 100;
    private static final int DAY_PERCENT = 20;

    private BandFamilies()
    {
    }

    static void add()
    {
        cme();
        afterCashClose();
        eurex();
        euronext();
        nordic();
        hongKong();
        korea();
        china();
        tokyo();
        collars();
    }

    private static Family add(final String name, final String rulebook)
    {
        return Families.add(name, rulebook).answersWithoutPrice();
    }

    private static void cme()
    {
        final String dcb = "lead_month.dcb.";
        add("CME_GLOBEX/DCB", "cme-dcb").instrument("lead_month").hours("00:00:00", "23:00:00")
            .param("settle", publishes(ReferenceKind.SETTLEMENT))
            .param("pct", percent(dcb + "limit.width.width_ppm"))
            .param("tick", CaseSetup::tick).param("lookbackSec", set("lead_month.hour.window_s"))
            .param("haltSec", set(dcb + "pause.length_s"))
            .param("close", (setup, value) -> setup.close = value.asText())
            .param("closeHaltSec", set(dcb + "pause.near_close.length_s"))
            .state("PRE_OPEN", "PAUSED");
        final String velocity = "lead_month.velocity.";
        add("CME_GLOBEX/VELOCITY", "cme-velocity").instrument("lead_month").hours("00:00:00", "23:00:00")
            .param("threshold", e9(velocity + "move.width.width_e9"))
            .param("lookbackMs", set("lead_month.moment.window_ms"))
            .param("reserveSec", set(velocity + "pause.length_s"))
            .param("state", only("PRE_OPEN", "RESERVED"))
            .param("tick", CaseSetup::tick)
            .state("PRE_OPEN", "PAUSED").state("RESERVED", "PAUSED");
        add("CME_GLOBEX/PRICE_LIMIT_OVERNIGHT", "cme-price-limit").instrument("equity_index")
            // a case of the night is one all day, whatever the times that it names
            .setting("equity_index.limit.overnight.night.until_after_open_s", "86400")
            .setting("equity_index.limit.overnight_entry.night.until_after_open_s", "86400")
            .hours("00:00:00", "23:00:00").param("tick", CaseSetup::tick)
            .param("fixing", publishes(ReferenceKind.FIXING)).param("indexClose", publishes(ReferenceKind.INDEX))
            .param("pct", percent("equity_index.limit.overnight.width.width_ppm",
                "equity_index.limit.overnight_entry.width.width_ppm"))
            .param("offsetRounding", only("DOWN_TO_TICK")).offset();
    }

    private static void afterCashClose()
    {
        final String limit = "equity_index.limit.";
        add("CME_GLOBEX/PRICE_LIMIT_15_16", "cme-price-limit").instrument("equity_index")
            .setting(limit + "overnight.night.until_after_open_s", "1")
            .setting(limit + "overnight_entry.night.until_after_open_s", "1")
            .setting(limit + "day_entry.night.until_after_open_s", "1")
            .setting(limit + "after_cash_entry.before.until_after_open_s", "1")
            .setting(limit + "successive.night.until_after_open_s", "1")
            .setting(limit + "successive.morning.until_after_open_s", "2")
            .setting(limit + "day.night.until_after_open_s", "1")
            .setting(limit + "after_cash.before.until_after_open_s", "1")
            .hours("00:00:00", "23:00:00").param("tick", CaseSetup::tick)
            .param("fixing3pm", publishes(ReferenceKind.FIXING))
            .param("offset7", (setup, value) ->
                set(limit + "after_cash.width_ppm", limit + "after_cash_entry.width_ppm").apply(setup,
                    new TextNode(exact(
                    CaseSetup.number(value).movePointRight(PPM_DIGITS), setup.published.get(0).price()))))
            // the day's limit is that share of its settlement
            .param("dayLimit20", (setup, value) -> setup.published.add(new CaseSetup.Published(
                ReferenceKind.SETTLEMENT, 0, new BigDecimal(exact(CaseSetup.number(value).movePointRight(2),
                    BigDecimal.valueOf(WHOLE_PERCENT - DAY_PERCENT))))));
    }

    private static String exact(final BigDecimal value, final BigDecimal divisor)
    {
        try
        {
            return value.divide(divisor).toPlainString();
        }
        catch (final ArithmeticException ex)
        {
            throw new UnsupportedCase("a ratio that no number holds: " + value + " / " + divisor);
        }
    }

    private static void eurex()
    {
        final String rules = "product.dynamic.";
        add("T7/EUREX_DYNAMIC", "eurex-dynamic").instrument("product").hours("01:00:00", "22:00:00")
            .param("windows", (setup, value) ->
            {
                final String[] names = {"short", "long"};
                if (value.isEmpty() || value.size() > names.length)
                {
                    throw new UnsupportedCase("windows " + value);
                }
                for (int i = 0; i < names.length; i++)
                {
                    if (i < value.size())
                    {
                        set("product." + names[i] + ".window_s").apply(setup, value.get(i).path("sec"));
                        e9(rules + "rules." + names[i] + ".width.width_e9").apply(setup, value.get(i).path("dev"));
                    }
                    else
                    {
                        setup.overrides.put(rules + "rules." + names[i] + ".enabled", "false");
                    }
                }
            })
            .param("tick", CaseSetup::tick).state("VOLATILITY_AUCTION", "PAUSED", "REOPENING");
    }

    private static void euronext()
    {
        final String dynamic = "blue_chip.dynamic.";
        final String still = "blue_chip.static.";
        add("EURONEXT", "euronext").instrument("blue_chip").hours("09:00:00", "17:30:00")
            .param("dynPct", percent(dynamic + "last.width_ppm"))
            .param("statPct", percent(still + "open.width_ppm", dynamic + "reopening.check.widths_ppm",
                still + "reopening.check.widths_ppm"))
            .param("reservationSec", set(dynamic + "pause.length_s", still + "pause.length_s",
                dynamic + "reopening.extension_s", still + "reopening.opposite_extension_s"))
            .param("consecutiveStaticSec", set(still + "reopening.extension_s"))
            .param("staticRef", (setup, value) -> setup.lastAuction = CaseSetup.number(value))
            .param("tick", CaseSetup::tick)
            .cause("last/UP", "DYNAMIC_UP").cause("last/DOWN", "DYNAMIC_DOWN")
            .cause("open/UP", "STATIC_UP").cause("open/DOWN", "STATIC_DOWN")
            .rule("dyn", still + "enabled").rule("stat", dynamic + "enabled")
            .state("RESERVED", "PAUSED").state("UNCROSSING", "REOPENING", "UNCROSSED");
    }

    private static void nordic()
    {
        final String dynamic = "large_index.dynamic.";
        final String still = "large_index.static.";
        add("NASDAQ_NORDIC", "nasdaq-nordic").instrument("large_index").hours("09:00:00", "17:30:00")
            .setting(dynamic + "pause.tail_s", "0").setting(still + "pause.tail_s", "0")
            .param("closingAuctionStart",
                beforeClose(dynamic + "reopening.cutoff_s", still + "reopening.cutoff_s"))
            .param("dynPct", percent(dynamic + "last.width_ppm")).param("statPct", percent(still + "open.width_ppm"))
            .param("dynSec", set(dynamic + "pause.length_s")).param("statSec", set(still + "pause.length_s"))
            .param("openPx", (setup, value) -> setup.lastAuction = CaseSetup.number(value))
            .param("tick", CaseSetup::tick).cause("last", "DYNAMIC").cause("open", "STATIC")
            .rule("dyn", still + "enabled").rule("stat", dynamic + "enabled")
            .state("VOLATILITY_AUCTION", "PAUSED").state("CLOSING_AUCTION", "CLOSING_AUCTION_ONLY");
    }

    private static void hongKong()
    {
        final String vcm = "large_cap.vcm.";
        add("HKEX_VCM", "hkex-vcm").instrument("large_cap").hours("09:30:00", "16:00:00").reference(0)
            .param("pct", percent(vcm + "band.width_ppm")).param("tick", CaseSetup::tick)
            .param("coolingSec", set(vcm + "pause.length_s")).param("market", stated())
            .param("refAgeSec", set("large_cap.aged.age_s")).param("session", only("MORNING", "AFTERNOON"))
            .param("monitorFrom", BandFamilies::monitored)
            .before("vcmTrigger", (setup, event) -> setup.earlier(event, 300, "reference"))
            .event("vcmTrigger", BandFamilies::beyond)
            .state("COOLING_OFF", "BAND_ONLY");
    }

    /** A time of the morning is counted from the open, one of the afternoon from the end of the break. */
    private static void monitored(final CaseSetup setup, final JsonNode value)
    {
        final String interval = "large_cap.vcm.active_in.";
        final long fromNs = CaseClock.ns(value.asText()) - CaseClock.ns("13:00:00");
        if (fromNs < 0)
        {
            afterOpen(interval + "morning.from_after_open_s").apply(setup, value);
            return;
        }
        setup.overrides.put(interval + "afternoon.from_after_break_s", String.valueOf(fromNs / CaseClock.SECOND));
    }

    private static void korea()
    {
        final String vi = "kospi_200.vi.";
        add("KRX/VI", "krx-vi").instrument("kospi_200").hours("09:00:00", "15:30:00")
            .param("dynPct", percent(vi + "dynamic.width_ppm")).param("statPct", percent(vi + "static.width_ppm"))
            .param("callSec", set(vi + "pause.length_s"))
            .param("staticRef", (setup, value) -> setup.lastAuction = CaseSetup.number(value))
            .param("tick", CaseSetup::tick)
            .cause("dynamic", "DYNAMIC").cause("static", "STATIC")
            .rule("dyn", vi + "rules.static.enabled").rule("stat", vi + "rules.dynamic.enabled")
            .state("CALL_AUCTION", "PAUSED");
    }

    private static void china()
    {
        add("SSE/DAILY_LIMIT", "sse-limit").instrument("main_board").hours("09:30:00", "15:00:00")
            .tick("0.01").param("prevClose", publishes(ReferenceKind.PREVIOUS_CLOSE))
            .param("pct", percent("main_board.limit.daily.width_ppm",
                "main_board.limit.entry.width_ppm")).param("tick", CaseSetup::tick);
    }

    private static void tokyo()
    {
        add("JPX_TSE/DAILY_LIMIT", "tse-limit").instrument("domestic")
            .hours("09:00:00", "15:30:00").tick("1").offset()
            .param("basePrice", publishes(ReferenceKind.PREVIOUS_CLOSE)).param("tick", CaseSetup::tick);
    }

    /** Limits that the venue asks for at entry, where an order beyond on its own side is not taken; ICE's hold. */
    private static void collars()
    {
        add("CME_GLOBEX/PRICE_BANDING", "cme-banding").instrument("future").hours("00:00:00", "23:00:00")
            .collared().param("pbv", e9("future.banding.value.width.width_e9")).param("tick", CaseSetup::tick)
            .event("reference", CaseEvents.publishes(ReferenceKind.SETTLEMENT));
        add("ICE_FUTURES/RL", "ice-reasonability").instrument("future").hours("00:00:00", "23:00:00")
            .collared().param("rlAmount", e9("future.reasonability.entry.width.width_e9",
                "future.reasonability.limit.width.width_e9"))
            .param("tick", CaseSetup::tick).event("anchor", CaseEvents.publishes(ReferenceKind.ANCHOR));
        final String ipl = "future.ipl.";
        add("ICE_FUTURES/IPL", "ice-ipl").instrument("future").hours("00:00:00", "23:00:00")
            .param("iplAmount", e9(ipl + "interval.width.width_e9")).param("recalcSec", set("future.interval.period_s"))
            .param("holdSec", set(ipl + "pause.length_s")).param("tick", CaseSetup::tick)
            .publishedByPrints(ReferenceKind.ANCHOR).ahead("anchor", CaseEvents.publishes(ReferenceKind.ANCHOR))
            .state("HOLD_UP", "BAND_ONLY/UP").state("HOLD_DOWN", "BAND_ONLY/DOWN").state("HOLD", "BAND_ONLY");
    }

    /** The smallest trade beyond the band that the engine says it has. */
    static void beyond(final CaseVenue venue, final JsonNode event)
    {
        long upper = Long.MAX_VALUE;
        for (final ScopeReading.Breaker breaker : venue.reading().breakers())
        {
            upper = Math.min(upper, breaker.upperTicks());
        }
        if (upper == Long.MAX_VALUE)
        {
            throw new UnsupportedCase("a trigger where no band stands");
        }
        venue.mayPrint(Side.BUY, OrderKind.AGGRESSIVE, upper + venue.increment(), CaseVenue.LOTS, 0, 0);
    }
}
