package io.firebreak.rulebook;

import java.net.URL;
import java.util.List;

/** The rulebooks in the jar. */
final class Shipped
{
    static final List<String> NAMES = List.of(
        "crypto-perp", "us-luld", "us-luld-single-venue", "us-mwcb", "binance-percent-price",
        "binance-percent-price-by-side", "binance-price-range", "bitmex", "bybit", "bybit-ltp", "bybit-mmp",
        "cme-banding", "cme-dcb", "cme-no-cancel", "cme-price-limit", "cme-protection", "cme-stop-logic",
        "cme-velocity", "coinbase", "csi300-2016", "deribit", "deribit-mmp", "derive", "derive-mmp", "dydx",
        "eurex-dynamic", "eurex-mmp", "eurex-static", "euronext", "hkex-vcm", "ice-ipl", "ice-reasonability",
        "krx-market", "krx-vi", "lse", "mark-median", "nasdaq-nordic", "nse-market", "okx", "ose-dcb", "ose-static",
        "paradex", "participant-controls", "sse-limit", "sse-listing", "tse-limit", "tse-special-quote", "vega",
        "xetra", "xetra-ace", "xetra-extended");

    private Shipped()
    {
    }

    static URL resource(final String name)
    {
        return Shipped.class.getResource("/rulebooks/" + name + ".conf");
    }
}
