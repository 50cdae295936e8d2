package io.firebreak.architecture.bad.engine;

import com.lmax.disruptor.RingBuffer;
import com.typesafe.config.Config;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import jdk.jfr.Event;
import org.agrona.collections.Long2LongHashMap;
import org.slf4j.Logger;

/** Everything that an engine must not do. Read by ArchitectureTest, never run. */
public class BadEngine
{
    private final Map<Long, Long> byHash = new HashMap<>();
    private final Map<Long, Long> salted = Map.of(1L, 2L);
    private final Long2LongHashMap byHistory = new Long2LongHashMap(-1);
    private final Random random = new Random();
    private final Thread thread = new Thread(() -> System.out.println(Instant.now()));
    private RingBuffer<?> ring;
    private Config config;
    private Logger logger;
    private Event event;

    double decide(final double x)
    {
        return Math.exp(x) + random.nextDouble() + System.nanoTime() + List.of(1.0, 2.0).parallelStream().count() +
            byHistory.values().iterator().nextValue() + byHash.size() + salted.size();
    }
}
