package io.firebreak.rulebook;

import java.net.URL;
import java.util.List;

/** The rulebooks in the jar. */
final class Shipped
{
    static final List<String> NAMES = List.of("crypto-perp", "us-luld", "us-luld-single-venue", "us-mwcb",
        "binance-price-range", "bybit", "cme-dcb", "cme-price-limit", "cme-velocity", "coinbase", "deribit", "derive",
        "eurex-dynamic", "euronext", "hkex-vcm", "ice-ipl", "krx-vi", "nasdaq-nordic", "okx", "paradex", "sse-limit",
        "sse-listing", "tse-limit", "vega", "xetra", "cme-stop-logic", "lse", "ose-dcb", "xetra-ace",
        "xetra-extended", "csi300-2016", "krx-market", "nse-market", "binance-percent-price", "bybit-ltp",
        "cme-banding", "ice-reasonability");

    private Shipped()
    {
    }

    static URL resource(final String name)
    {
        return Shipped.class.getResource("/rulebooks/" + name + ".conf");
    }
}
