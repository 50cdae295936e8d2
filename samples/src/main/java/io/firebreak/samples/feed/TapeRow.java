package io.firebreak.samples.feed;

/** One parsed row of a tape; subclasses add its columns. A cursor owns two and fills them in turn. */
class TapeRow
{
    /** Engine time, UTC nanoseconds. */
    long timeNs;
}
