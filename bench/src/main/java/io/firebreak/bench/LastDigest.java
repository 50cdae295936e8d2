package io.firebreak.bench;

import io.firebreak.engine.BreakerEngine;
import io.firebreak.replay.ReplayObserver;
import org.agrona.concurrent.UnsafeBuffer;

/** Keeps the digest of a replay's engine. */
final class LastDigest implements ReplayObserver
{
    long digest;

    @Override
    public void onRecord(final BreakerEngine engine, final UnsafeBuffer buffer, final int offset, final int length)
    {
        digest = engine == null ? 0 : engine.digest();
    }
}
