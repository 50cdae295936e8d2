package io.firebreak.feed;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.ServiceLoader;
import java.util.Set;

/**
 * A format of tapes.
 * <p>
 * Found with {@link ServiceLoader}: name the implementation in {@code META-INF/services/io.firebreak.feed.Feed}, one
 * such file per jar. Feeds are sorted by name, so the order of the class path changes nothing. To be deterministic a
 * feed reads no clock and no random source: the same files and settings give the same inputs.
 */
public interface Feed
{
    /**
     * The word of {@code run --feed}.
     *
     * @return lower case, unique.
     */
    String name();

    /**
     * One line for {@code run --help}: what it reads.
     *
     * @return a sentence.
     */
    String description();

    /**
     * The keys of {@code --set} that are this feed's own; every other key is the rulebook's.
     *
     * @return the keys.
     */
    Set<String> settings();

    /**
     * Opens the files: everything that can be refused before the first row is refused here.
     *
     * @param request what the user asked for.
     * @return a reader that stands before the first row.
     * @throws FeedMistake where a file, its header or a setting is wrong.
     */
    FeedReader open(FeedRequest request);

    /**
     * All feeds of the class path.
     *
     * @return sorted by name.
     */
    static List<Feed> all()
    {
        final List<Feed> feeds = new ArrayList<>();
        ServiceLoader.load(Feed.class).forEach(feeds::add);
        feeds.sort(Comparator.comparing(Feed::name));
        return feeds;
    }

    /**
     * The feed of a name.
     *
     * @param name as the user wrote it.
     * @return the feed.
     * @throws FeedMistake where there is none; the message lists what there is.
     */
    static Feed named(final String name)
    {
        final List<Feed> feeds = all();
        return feeds.stream().filter(feed -> feed.name().equals(name)).findFirst().orElseThrow(() -> new FeedMistake(
            "no feed '" + name + "': there are " + String.join(", ", feeds.stream().map(Feed::name).toList())));
    }
}
