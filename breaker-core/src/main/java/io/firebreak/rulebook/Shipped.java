package io.firebreak.rulebook;

import java.net.URL;
import java.util.List;

/** The rulebooks in the jar. */
final class Shipped
{
    static final List<String> NAMES = List.of("crypto-perp", "us-luld", "us-luld-single-venue",
        "us-mwcb", "binance-price-range", "cme-dcb", "cme-price-limit", "cme-velocity", "coinbase", "deribit",
        "eurex-dynamic", "euronext", "hkex-vcm", "krx-vi", "nasdaq-nordic", "sse-limit", "xetra");

    private Shipped()
    {
    }

    static URL resource(final String name)
    {
        return Shipped.class.getResource("/rulebooks/" + name + ".conf");
    }
}
