package io.firebreak.oracle;

import java.util.List;

/** What was decided, with the names of the numbers that belong to it. */
enum OracleKind
{
    BAND("referenceMicroTicks", "lowerTicks", "upperTicks"),
    LIMIT("state", "previous", "deadlineNs"),
    STATE("from", "to", "deadlineNs", "level"),
    UNCROSS_REQUEST("collarLowerTicks", "collarUpperTicks", "deadlineNs", "extension"),
    EXTEND("indicativeTicks", "collarLowerTicks", "collarUpperTicks", "testedLowerTicks", "testedUpperTicks",
        "deadlineNs", "extension"),
    UNCROSS("priceTicks", "collarLowerTicks", "collarUpperTicks", "deadlineNs"),
    DENIED("priceTicks", "limitTicks", "state");

    final List<String> names;

    OracleKind(final String... names)
    {
        this.names = List.of(names);
    }
}
