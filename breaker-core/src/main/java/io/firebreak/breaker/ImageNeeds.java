package io.firebreak.breaker;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** What a parameter image needs of the engine that is built for it. Stateless, any thread. */
public final class ImageNeeds
{
    private ImageNeeds()
    {
    }

    /**
     * Most references of an instrument of any class.
     *
     * @param image compiled parameters.
     * @return at least 1.
     */
    public static int references(final byte[] image)
    {
        final ByteBuffer bytes = ByteBuffer.wrap(image).order(ByteOrder.LITTLE_ENDIAN);
        int most = 1;
        for (int i = 0; i < bytes.getInt(ImageHeader.H_CLASSES); i++)
        {
            most = Math.max(most, bytes.getInt(bytes.getInt(ImageHeader.H_CLASS_OFFSET) +
                i * ImageLayout.CLASS_LENGTH + ImageLayout.C_REFERENCES));
        }
        return most;
    }
}
