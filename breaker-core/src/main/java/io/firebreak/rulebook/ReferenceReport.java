package io.firebreak.rulebook;

import io.firebreak.breaker.ImageHeader;
import io.firebreak.breaker.ImageLayout;
import io.firebreak.market.ReferenceKind;
import java.nio.ByteBuffer;

/** One reference of an image in words. */
final class ReferenceReport
{
    private final CompiledRulebook rulebook;
    private final ByteBuffer image;
    private final int classAt;
    private final int at;

    ReferenceReport(final CompiledRulebook rulebook, final ByteBuffer image, final int classAt, final int index)
    {
        this.rulebook = rulebook;
        this.image = image;
        this.classAt = classAt;
        at = image.getInt(ImageHeader.H_REFERENCE_OFFSET) + index * ImageLayout.REFERENCE_LENGTH;
    }

    String text()
    {
        final int kind = image.getInt(at + ImageLayout.R_KIND);
        final long window = Math.max(image.getLong(at + ImageLayout.R_WINDOW_NS),
            image.getLong(at + ImageLayout.R_TAU_NS));
        final long change = image.getLong(at + ImageLayout.R_MIN_CHANGE_PPM);
        final long stale = image.getLong(at + ImageLayout.R_STALE_NS);
        return ReferenceBlock.KINDS.get(kind - ImageLayout.KIND_MEAN) + (window == 0 ? "" : " of " +
            Show.duration(window)) + (change == 0 ? "" : ", published at a change of " + Show.percent(change) +
            " after " + Show.duration(image.getLong(at + ImageLayout.R_MIN_HOLD_NS))) +
            (kind == ImageLayout.KIND_PUBLISHED ?
            " " + ReferenceKind.of(image.getInt(at + ImageLayout.R_PRICE)) : "") +
            (kind != ImageLayout.KIND_ANCHOR_PERIODIC ? "" : ", each time what " + rulebook.referenceName(
            image.getInt(classAt + ImageLayout.C_FIRST_REFERENCE) + image.getInt(at + ImageLayout.R_OF)) + " is") +
            (stale == 0 ? "" : ", none when older than " + Show.duration(stale)) +
            (image.getInt(at + ImageLayout.R_INSIDE_SWEEP) == 0 ? "" : ", moved by a sweep's own prints") + otherwise();
    }

    private String otherwise()
    {
        final int other = image.getInt(at + ImageLayout.R_OTHERWISE);
        return other < 0 ? "" : "; until it has a value " +
            rulebook.referenceName(image.getInt(classAt + ImageLayout.C_FIRST_REFERENCE) + other);
    }
}
