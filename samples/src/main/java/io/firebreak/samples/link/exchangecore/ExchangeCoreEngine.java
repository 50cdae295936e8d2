package io.firebreak.samples.link.exchangecore;

import io.firebreak.market.Side;
import io.firebreak.samples.link.MatchingEngine;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongUnaryOperator;
import java.util.stream.Stream;

/**
 * exchange-core 0.5.3 as the link sees it. Its Agrona, Disruptor and Chronicle are older than ours, so its jars, with
 * one bridge class compiled against them, have a class loader whose parent is the platform's; both sides meet in a
 * {@link LongUnaryOperator} and a {@link ByteBuffer} alone. Like parity-match it cannot be asked per fill: an order is
 * one command, and its matches are a chain that is read when the command has returned.
 *
 * <pre>
 *   command   0 order id | 8 side: 0 buy, 1 sell | 16 price, ticks | 24 quantity, lots
 *   matches  64 resting order id | price, ticks | quantity, lots, and so on; 24 bytes each
 *   calls     1 place, 2 cancel, 3 more matches; the answer counts the matches in the buffer, -1 refused
 * </pre>
 *
 * Owned by the matching thread; the classes stay loaded while one engine is reachable.
 */
public final class ExchangeCoreEngine implements MatchingEngine
{
    private static final String BRIDGE = "io.firebreak.samples.link.exchangecore.bridge.Bridge";
    private static final long PLACE = 1;
    private static final long CANCEL = 2;
    private static final long MORE = 3;
    private static final int BUFFER_BYTES = 4_096;
    private static final int ANSWER_OFFSET = 64;
    private static final int MATCH_LENGTH = 24;

    private final ByteBuffer shared = ByteBuffer.allocateDirect(BUFFER_BYTES).order(ByteOrder.nativeOrder());
    private final LongUnaryOperator bridge;
    private final Events events;

    private ExchangeCoreEngine(final ClassLoader loader, final Events events)
    {
        this.events = events;
        try
        {
            bridge = (LongUnaryOperator)loader.loadClass(BRIDGE).getConstructor(ByteBuffer.class).newInstance(shared);
        }
        catch (final ReflectiveOperationException ex)
        {
            throw new IllegalStateException("the bridge to exchange-core cannot be started: " + ex, ex);
        }
    }

    /**
     * Engines from a built bridge.
     *
     * @param built folder that holds {@code bridge.jar} and {@code lib}: {@code samples/exchange-core/target}.
     * @return a factory; each engine is an empty book, all share the loaded classes.
     * @throws IllegalStateException where it is not built, with the command that builds it.
     */
    public static Factory factory(final Path built)
    {
        final Path jar = built.resolve("bridge.jar");
        if (!Files.isReadable(jar) || !Files.isDirectory(built.resolve("lib")))
        {
            throw new IllegalStateException("exchange-core is not there: mvn -f samples/exchange-core/pom.xml package "
                + "builds " + built);
        }
        final List<URL> jars = new ArrayList<>();
        try (Stream<Path> libraries = Files.list(built.resolve("lib")))
        {
            jars.add(jar.toUri().toURL());
            for (final Path library : libraries.sorted().toList())
            {
                jars.add(library.toUri().toURL());
            }
        }
        catch (final IOException ex)
        {
            throw new IllegalStateException("the libraries in " + built + " cannot be read: " + ex.getMessage(), ex);
        }
        // never closed: classes are loaded as they are first used
        final ClassLoader loader = new URLClassLoader(
            "exchange-core", jars.toArray(new URL[0]), ClassLoader.getPlatformClassLoader());
        return events -> new ExchangeCoreEngine(loader, events);
    }

    @Override
    public void enter(final long id, final Side side, final long priceTicks, final long lots)
    {
        shared.putLong(0, id).putLong(8, side == Side.BUY ? 0 : 1).putLong(16, priceTicks).putLong(24, lots);
        long left = lots;
        for (long count = call(PLACE, id); count > 0; count = call(MORE, id))
        {
            for (int i = 0; i < count; i++)
            {
                final int at = ANSWER_OFFSET + i * MATCH_LENGTH;
                final long matched = shared.getLong(at + 16);
                left -= matched;
                events.onMatch(shared.getLong(at), id, side, shared.getLong(at + 8), matched);
            }
        }
        if (left > 0)
        {
            events.onRest(id, side, priceTicks, left);
        }
    }

    @Override
    public void cancel(final long id)
    {
        shared.putLong(0, id).putLong(8, 0).putLong(16, 0).putLong(24, 0);
        call(CANCEL, id);
    }

    private long call(final long operation, final long id)
    {
        final long answer = bridge.applyAsLong(operation);
        if (answer < 0)
        {
            throw new IllegalStateException("exchange-core refused order " + id + ": its id lives, or lives no more");
        }
        return answer;
    }
}
