package io.firebreak.pipeline;

/** An entry of the ring: where its slot lies. Never changes. */
final class Slot
{
    final int offset;

    Slot(final int offset)
    {
        this.offset = offset;
    }
}
