package io.firebreak.rulebook;

import java.net.URL;
import java.util.List;

/** The rulebooks in the jar. */
final class Shipped
{
    static final List<String> NAMES = List.of("crypto-perp", "us-luld", "us-luld-single-venue",
        "us-mwcb", "cme-dcb", "cme-velocity", "eurex-dynamic", "euronext", "hkex-vcm");

    private Shipped()
    {
    }

    static URL resource(final String name)
    {
        return Shipped.class.getResource("/rulebooks/" + name + ".conf");
    }
}
