package io.firebreak.engine;

import io.firebreak.breaker.ImageHeader;
import io.firebreak.breaker.OtherLimits;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** What would have come of an engine's state under other values of the same parameters. Cold; between two inputs. */
public final class OtherParameters
{
    private OtherParameters()
    {
    }

    /**
     * Another engine in the state of one, under other parameters. The limits that its bands hold ready are those of the
     * other parameters; bands that stood still are frozen as they were. It records no move of a band.
     *
     * @param engine stays as it is.
     * @param image  with the same classes, references, breakers and rules in the same places; other numbers.
     * @return an engine of its own.
     * @throws IllegalArgumentException where the image is not one, or is longer or shorter than the engine's.
     */
    public static BreakerEngine of(final BreakerEngine engine, final DirectBuffer image)
    {
        final int length = engine.memory().image().headerInt(ImageHeader.H_LENGTH);
        if (image.capacity() != length)
        {
            throw new IllegalArgumentException(
                "an image of " + image.capacity() + " bytes, the engine's has " + length);
        }
        final UnsafeBuffer own = new UnsafeBuffer(new byte[length]);
        own.putBytes(0, image, 0, length);
        OtherLimits.unrecorded(own);
        final BreakerEngine other = engine.fresh(own);
        final int from = engine.memory().layout().imageOffset();
        final UnsafeBuffer state = engine.arenaBytes();
        other.arenaBytes().putBytes(0, state, 0, from);
        other.arenaBytes().putBytes(from + length, state, from + length, state.capacity() - from - length);
        other.restored();
        OtherLimits.refresh(other.parts(), other.timeNs());
        return other;
    }
}
