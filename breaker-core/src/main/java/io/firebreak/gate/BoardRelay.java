package io.firebreak.gate;

import io.firebreak.market.Scope;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Stands between the board that an engine writes and the one that gates read: a change is published when the record
 * that caused it is committed, by the engine's thread (inline, direct), or is carried over as bytes and published by
 * the matching thread (sequenced). Notes which lines have changed.
 * <p>
 * {@link #note}, {@link #take}, {@link #copy} and {@link #publish} belong to the engine thread, {@link #apply} to the
 * thread that publishes; a breaker uses one of the last two.
 */
public final class BoardRelay
{
    /** Bytes of a line as it is carried over: a copy and the groups. */
    public static final int LINE_BYTES = BoardLayout.COPY_LENGTH + Long.BYTES;

    private final StateBoard source;
    private final StateBoard published;
    private final int instruments;
    private final int groups;
    private final int participants;
    private final int entries;
    private final int[] lines;
    private final boolean[] isNoted;
    private int count;

    /**
     * A relay behind an engine's board, which publishes all there is at first. Before any thread starts.
     *
     * @param source the engine's board.
     */
    public BoardRelay(final StateBoard source)
    {
        this.source = source;
        instruments = source.instruments();
        groups = source.marketLine(0) / BoardLayout.LINE_LENGTH - instruments;
        participants = instruments + groups + source.markets();
        published = new StateBoard(instruments, groups, source.markets(), source.participants());
        entries = participants + source.participants();
        lines = new int[source.lines()];
        isNoted = new boolean[lines.length];
        for (int line = 0; line < lines.length; line++)
        {
            publish(line);
        }
        source.relay = this;
    }

    /**
     * The board that gates read.
     *
     * @return the board.
     */
    public StateBoard published()
    {
        return published;
    }

    /**
     * Lines to publish.
     *
     * @return count.
     */
    public int count()
    {
        return count;
    }

    /**
     * Notes a line, though nothing in it may have changed.
     *
     * @param line number of a line.
     */
    public void note(final int line)
    {
        if (!isNoted[line])
        {
            isNoted[line] = true;
            lines[count++] = line;
        }
    }

    /**
     * Takes one line off.
     *
     * @return its number, -1 where none is left.
     */
    public int take()
    {
        if (count == 0)
        {
            return -1;
        }
        final int line = lines[--count];
        isNoted[line] = false;
        return line;
    }

    /**
     * Number of a scope's line.
     *
     * @param scope packed scope.
     * @return the number, -1 where the board has no such line.
     */
    public int lineOf(final int scope)
    {
        final int index = Scope.index(scope);
        final int kind = Scope.kind(scope);
        if (kind == Scope.BUY_ENTRY || kind == Scope.SELL_ENTRY)
        {
            return index < instruments ? entries + 2 * index + kind - Scope.BUY_ENTRY : -1;
        }
        final int first = kind == Scope.INSTRUMENT ? 0 : kind == Scope.GROUP ? instruments :
            kind == Scope.PARTICIPANT ? participants : instruments + groups;
        final int end = kind == Scope.INSTRUMENT ? instruments : kind == Scope.GROUP ? instruments + groups :
            kind == Scope.MARKET ? participants : kind == Scope.PARTICIPANT ? entries : 0;
        return index < end - first ? first + index : -1;
    }

    /**
     * Scope of a line.
     *
     * @param line number of a line.
     * @return packed scope.
     */
    public int scopeOf(final int line)
    {
        if (line >= entries)
        {
            return Scope.of(Scope.BUY_ENTRY + (line - entries & 1), line - entries >> 1);
        }
        return line < instruments ? Scope.instrument(line) : line < instruments + groups ?
            Scope.of(Scope.GROUP, line - instruments) : line < participants ?
            Scope.market(line - instruments - groups) : Scope.of(Scope.PARTICIPANT, line - participants);
    }

    /**
     * Copies a line as it stands.
     *
     * @param line   number of a line.
     * @param out    where to.
     * @param offset of {@link #LINE_BYTES} bytes.
     */
    public void copy(final int line, final UnsafeBuffer out, final int offset)
    {
        final UnsafeBuffer buffer = source.buffer();
        final int from = line * BoardLayout.LINE_LENGTH;
        out.putBytes(offset, buffer, BoardLayout.copy(from, buffer.getLong(from + BoardLayout.EPOCH)),
            BoardLayout.COPY_LENGTH);
        out.putLong(offset + BoardLayout.COPY_LENGTH, buffer.getLong(from + BoardLayout.GROUPS));
    }

    /**
     * Publishes a line as it stands, if it differs from what gates read.
     *
     * @param line number of a line.
     */
    public void publish(final int line)
    {
        if (source.buffer().getLong(line * BoardLayout.LINE_LENGTH + BoardLayout.EPOCH) != 0)
        {
            final int staged = published.stage(line);
            copy(line, published.buffer(), staged);
            published.commit(published.buffer().getLong(staged + BoardLayout.AS_OF));
        }
    }

    /** Publishes every line that was noted. */
    public void publishNoted()
    {
        for (int line = take(); line >= 0; line = take())
        {
            publish(line);
        }
    }

    /**
     * Publishes a line that was carried over, if it differs from what gates read.
     *
     * @param line   number of a line; one that the board has not is ignored.
     * @param in     holds {@link #LINE_BYTES} bytes as {@link #copy} wrote them.
     * @param offset of the first.
     */
    public void apply(final int line, final UnsafeBuffer in, final int offset)
    {
        if (line >= 0 && line < lines.length)
        {
            final int staged = published.stage(line);
            published.buffer().putBytes(staged, in, offset, LINE_BYTES);
            published.commit(published.buffer().getLong(staged + BoardLayout.AS_OF));
        }
    }
}
