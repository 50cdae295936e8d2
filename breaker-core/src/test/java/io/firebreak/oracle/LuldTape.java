package io.firebreak.oracle;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** Tells the LULD model a day in the words of the worked examples, and keeps what it answered. */
final class LuldTape
{
    final NaiveLuld model;
    final List<OracleDecision> decisions = new ArrayList<>();

    LuldTape(final LuldSettings settings)
    {
        model = new NaiveLuld(settings);
    }

    LuldTape reference(final String time, final String price)
    {
        return apply(LuldEvent.reference(OracleTime.of(time), e9(price)));
    }

    LuldTape proForma(final String time, final String price)
    {
        return apply(LuldEvent.proForma(OracleTime.of(time), e9(price)));
    }

    LuldTape print(final String time, final String price)
    {
        return apply(LuldEvent.print(OracleTime.of(time), LuldSettings.ticks(price), true));
    }

    LuldTape quote(final String time, final String bid, final String ask)
    {
        return apply(LuldEvent.quote(OracleTime.of(time), LuldSettings.ticks(bid), LuldSettings.ticks(ask)));
    }

    LuldTape potentialTrade(final String time, final String price)
    {
        return apply(LuldEvent.potentialTrade(OracleTime.of(time), LuldSettings.ticks(price)));
    }

    LuldTape indicative(final String time, final String price)
    {
        return apply(LuldEvent.indicative(OracleTime.of(time), LuldSettings.ticks(price), 0, 0));
    }

    LuldTape auctionResult(final String time, final String price)
    {
        return apply(LuldEvent.auctionResult(OracleTime.of(time), LuldSettings.ticks(price)));
    }

    LuldTape clock(final String time)
    {
        return apply(LuldEvent.tick(OracleTime.of(time)));
    }

    LuldTape apply(final LuldEvent event)
    {
        decisions.addAll(model.apply(event));
        return this;
    }

    /** The last decision of a kind. */
    OracleDecision last(final OracleKind kind)
    {
        return decisions.stream().filter(decision -> decision.kind() == kind).reduce((a, b) -> b).orElseThrow();
    }

    long count(final OracleKind kind)
    {
        return decisions.stream().filter(decision -> decision.kind() == kind).count();
    }

    /** Lower and upper band in force, in dollars. */
    String bands()
    {
        return dollars(model.bands.lower()) + " " + dollars(model.bands.upper());
    }

    String referencePrice()
    {
        return BigDecimal.valueOf(model.reference, 8).stripTrailingZeros().toPlainString();
    }

    static String dollars(final long ticks)
    {
        return BigDecimal.valueOf(ticks, 2).toPlainString();
    }

    private static long e9(final String price)
    {
        return new BigDecimal(price).movePointRight(9).longValueExact();
    }
}
