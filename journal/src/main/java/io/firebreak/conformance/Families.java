package io.firebreak.conformance;

import static io.firebreak.conformance.CaseSetup.beforeClose;
import static io.firebreak.conformance.CaseSetup.percent;
import static io.firebreak.conformance.CaseSetup.publishes;
import static io.firebreak.conformance.CaseSetup.set;

import com.fasterxml.jackson.databind.JsonNode;
import io.firebreak.market.ReferenceKind;
import io.firebreak.rulebook.Rulebook;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;

/** The table of families. */
final class Families
{
    private static final Map<String, Family> BY_NAME = new LinkedHashMap<>();

    static
    {
        unitedStates();
        ladders();
        BandFamilies.add();
        CallFamilies.add();
        CryptoFamilies.add();
    }

    private Families()
    {
    }

    /** Other words for a mechanism, by family. */
    private static final Map<String, String> ALSO = Map.ofEntries(
        Map.entry("CME_GLOBEX/BANDING", "CME_GLOBEX/PRICE_BANDING"),
        Map.entry("CME_GLOBEX/VELOCITY_LOGIC", "CME_GLOBEX/VELOCITY"),
        Map.entry("CME_GLOBEX/DYNAMIC_CIRCUIT_BREAKER", "CME_GLOBEX/DCB"),
        Map.entry("ICE_FUTURES/INTERVAL_PRICE_LIMIT", "ICE_FUTURES/IPL"),
        Map.entry("ICE_FUTURES/REASONABILITY", "ICE_FUTURES/RL"),
        Map.entry("T7/XETRA", "T7/XETRA_VI"), Map.entry("T7/VI", "T7/XETRA_VI"),
        Map.entry("T7/EXTENDED_VI", "T7/XETRA_VI"), Map.entry("T7/XETRA_ACE", "T7/ACE"),
        Map.entry("LSE/AESP", "LSE"), Map.entry("EURONEXT/RESERVATION", "EURONEXT"),
        Map.entry("NASDAQ_NORDIC/GUARD", "NASDAQ_NORDIC"), Map.entry("HKEX_VCM/VCM", "HKEX_VCM"),
        Map.entry("KRX/MARKET_CB", "KRX/CB"), Map.entry("SSE/LISTING_HALT", "SSE/IPO_HALT"),
        Map.entry("DERIBIT/BANDWIDTH", "DERIBIT/BAND"), Map.entry("DERIBIT/TRADING_BANDWIDTH", "DERIBIT/BAND"),
        Map.entry("DERIBIT/PRICE_BAND", "DERIBIT/BAND"), Map.entry("DERIBIT", "DERIBIT/BAND"),
        Map.entry("DERIVE", "DERIVE/BAND"), Map.entry("DERIVE/PRICE_BAND", "DERIVE/BAND"),
        Map.entry("BYBIT/PRICE_LIMIT", "BYBIT"), Map.entry("OKX/PRICE_LIMIT", "OKX"),
        Map.entry("COINBASE/MARKET_PROTECTION", "COINBASE"), Map.entry("PARADEX/BAND", "PARADEX"));

    /** The family of a case; null where there is none, or none of its rulebook is shipped. */
    static Family of(final JsonNode vector)
    {
        final Family family = BY_NAME.get(ALSO.getOrDefault(name(vector), name(vector)));
        return family != null && Rulebook.shipped().contains(family.rulebook) ? family : null;
    }

    /** Family and mechanism of a case. */
    static String name(final JsonNode vector)
    {
        final String mechanism = vector.path("params").path("mechanism").asText("");
        return vector.path("rulebook").asText() + (mechanism.isEmpty() ? "" : "/" + mechanism);
    }

    static Map<String, Family> all()
    {
        return Map.copyOf(BY_NAME);
    }

    static Family add(final String name, final String rulebook)
    {
        final Family family = new Family(name, rulebook);
        BY_NAME.put(name, family);
        return family;
    }

    private static void unitedStates()
    {
        add("US_LULD", "us-luld").tapeBehindOrder().instrument("tier1").tick("0.01")
            .param("tier", (setup, value) -> setup.className = "tier" + value.asText())
            .param("prevClose", publishes(ReferenceKind.PREVIOUS_CLOSE))
            .param("regularClose", (setup, value) -> setup.close = value.asText())
            .param("windowSec", set("*.mean_300s.window_s"))
            .param("leverage", (setup, value) -> setup.leverage = new BigDecimal(value.asText()));
        add("US_MWCB", "us-mwcb").market()
            .param("prevClose", publishes(ReferenceKind.PREVIOUS_CLOSE))
            .param("regularClose", (setup, value) -> setup.close = value.asText());
    }

    /** A halt for the rest of the day is a halt in these families' words, and its length is null. */
    private static void ladders()
    {
        final String china = "market.index.";
        add("CN_INDEX_CB_2016", "csi300-2016").market().hours("09:30:00", "15:00:00")
            .param("prevClose", publishes(ReferenceKind.PREVIOUS_CLOSE))
            .param("l1", percent(china + "level_1.width_ppm")).param("l2", percent(china + "level_2.width_ppm"))
            .param("haltSec", set(china + "pause.length_s"))
            .param("cutoff", beforeClose(china + "level_1.lengths.day.until_before_close_s"))
            .state("HALT", "HALTED", "CLOSED");
        final String korea = "market.circuit_breaker.";
        add("KRX/CB", "krx-market").market().hours("09:00:00", "15:30:00")
            .param("prevClose", publishes(ReferenceKind.PREVIOUS_CLOSE))
            .param("sustainSec", set(korea + "phase_1.sustain_s", korea + "phase_2.sustain_s",
                korea + "phase_3.sustain_s"))
            .param("haltSec", set(korea + "pause.length_s")).param("auctionSec", set(korea + "reopening.call_s"))
            .state("HALT", "HALTED", "CLOSED").state("CALL_AUCTION", "AUCTION").state("CALL", "AUCTION");
        add("NSE_MWCB", "nse-market").market().hours("09:15:00", "15:30:00")
            .param("prevClose", publishes(ReferenceKind.PREVIOUS_CLOSE))
            .param("preOpenSec", set("market.mwcb.reopening.call_s"))
            .state("HALT", "HALTED", "CLOSED")
            .state("CALL_AUCTION", "AUCTION").state("PRE_OPEN", "AUCTION").state("PRE_OPEN_CALL", "AUCTION");
    }
}
