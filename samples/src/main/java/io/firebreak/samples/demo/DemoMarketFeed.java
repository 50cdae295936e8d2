package io.firebreak.samples.demo;

import io.firebreak.feed.Feed;
import io.firebreak.feed.FeedMistake;
import io.firebreak.feed.FeedReader;
import io.firebreak.feed.FeedRequest;
import java.util.Set;

/**
 * A small market made from a seed: three perpetuals with books and prints for twenty minutes, a fall of one of them in
 * the middle. The same seed gives the same rows everywhere.
 */
public final class DemoMarketFeed implements Feed
{
    static final String NAME = "demo-market";
    private static final String SEED = "seed";
    private static final long DEFAULT_SEED = 7;

    /**
     * Create the feed; the service loader does.
     */
    public DemoMarketFeed()
    {
    }

    @Override
    public String name()
    {
        return NAME;
    }

    @Override
    public String description()
    {
        return "a seeded market without a file: --input seeded, --set seed=N";
    }

    @Override
    public Set<String> settings()
    {
        return Set.of(SEED);
    }

    @Override
    public FeedReader open(final FeedRequest request)
    {
        final String text = request.settings().getOrDefault(SEED, Long.toString(DEFAULT_SEED));
        try
        {
            return new DemoMarket(Long.parseLong(text));
        }
        catch (final NumberFormatException ex)
        {
            throw new FeedMistake("--set seed=" + text + ": write a whole number, for instance seed=" + DEFAULT_SEED);
        }
    }
}
