package io.firebreak.architecture.bad.market;

import io.firebreak.architecture.bad.rulebook.BadRulebook;

/** The lowest floor reads the rulebook. */
public class BadMarket
{
    private BadRulebook[][] rulebooks;
}
