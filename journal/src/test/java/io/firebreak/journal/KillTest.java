package io.firebreak.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.firebreak.arena.Capacities;
import io.firebreak.codec.RestartDecoder;
import io.firebreak.engine.BreakerEngine;
import io.firebreak.journal.KilledVenue.Marks;
import io.firebreak.journal.KilledVenue.Mode;
import io.firebreak.journal.KilledVenue.Shape;
import io.firebreak.market.TradingState;
import io.firebreak.record.InputLayout;
import io.firebreak.record.RecordLayout;
import io.firebreak.record.SlabSurplus;
import io.firebreak.replay.ReplayResult;
import io.firebreak.replay.Replayer;
import io.firebreak.replay.TailReplay;
import io.firebreak.replay.TailResult;
import io.firebreak.rulebook.CompiledRulebook;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills a venue's process with SIGKILL in every phase of its life and lets another go on, again and again: every record
 * that it acknowledged is there, no restart is less severe than what was before, and the journal verifies.
 */
class KillTest
{
    /** The share of a run that CI has time for is smaller. */
    private static final int KILLS = Integer.getInteger("firebreak.kills", 100);
    private static final int KILLS_A_JOURNAL = 10;
    private static final List<Shape> PIPELINED =
        List.of(Shape.DIRECT, Shape.SEQUENCED, Shape.DIRECT_MANY, Shape.SEQUENCED_MANY);
    private static final long START_TIMEOUT_NS = TimeUnit.SECONDS.toNanos(60);

    @TempDir
    private Path directory;

    private final Map<Shape, Integer> killed = new EnumMap<>(Shape.class);
    private final Map<Mode, Integer> kills = new EnumMap<>(Mode.class);
    private List<Shape> shapes = List.of(Shape.INLINE);
    private final List<Integer> halted = new ArrayList<>();
    private long restarts;
    private long surplus;
    private int cleanEnds;
    private int restored;

    @Test
    void shouldLoseNothingWhenItIsKilledInEveryPhase() throws Exception
    {
        killAll(new Random(20_261_121), List.of(Mode.HALT, Mode.RECOVERY, Mode.ROLL, Mode.CLOSE, Mode.RUN,
            Mode.SNAPSHOT));
        assertThat(kills).hasSize(Mode.values().length);
    }

    @Test
    @Tag("slow")
    void shouldLoseNothingWhenItIsKilledAHundredTimes() throws Exception
    {
        final long seed = Long.getLong("firebreak.seed", 20_261_121L);
        final Random random = new Random(seed);
        final List<Mode> modes = new ArrayList<>();
        for (int i = 0; i < KILLS; i++)
        {
            modes.add(i % 10 == 3 ? Mode.HALT : Mode.values()[random.nextInt(Mode.HALT.ordinal())]);
        }
        killAll(random, modes);
        System.out.println("killed " + kills + ", seed " + seed + ": up to " + restarts + " restarts a journal, " +
            surplus + " records from the record buffer, " + cleanEnds + " clean ends");
        assertThat(kills.get(Mode.HALT)).isEqualTo(KILLS / 10);
        assertThat(surplus).isPositive();
    }

    @Test
    @Tag("slow")
    void shouldGoOnFromASnapshotWhenItIsKilledWhileItTakesThem() throws Exception
    {
        final long seed = Long.getLong("firebreak.seed", 20_261_122L);
        final List<Mode> modes = new ArrayList<>();
        for (int i = 0; i < 16; i++)
        {
            modes.add(i % 5 == 2 ? Mode.RECOVERY : i % 10 == 9 ? Mode.CLOSE : Mode.SNAPSHOT);
        }
        killAll(new Random(seed), modes);
        System.out.println("killed " + kills + ", seed " + seed + ": " + restored + " restarts from a snapshot");
        assertThat(kills.get(Mode.SNAPSHOT)).isGreaterThanOrEqualTo(10);
        assertThat(restored).isGreaterThanOrEqualTo(8);
    }

    /** Each restart goes on in the next mode, so that every mode takes over from every other. */
    @Test
    void shouldLoseNothingWhenItIsKilledBehindTheRing() throws Exception
    {
        shapes = PIPELINED;
        killAll(new Random(20_261_123), List.of(Mode.RUN, Mode.HALT, Mode.ROLL, Mode.CLOSE, Mode.RECOVERY, Mode.HALT));
        assertThat(kills).hasSize(5).doesNotContainKey(Mode.SNAPSHOT);
    }

    @Test
    @Tag("slow")
    void shouldLoseNothingWhenItIsKilledAHundredTimesBehindTheRing() throws Exception
    {
        final long seed = Long.getLong("firebreak.seed", 20_261_124L);
        final Random random = new Random(seed);
        final List<Mode> modes = new ArrayList<>();
        for (int i = 0; i < KILLS; i++)
        {
            modes.add(i % 10 == 3 ? Mode.HALT : Mode.values()[random.nextInt(Mode.HALT.ordinal())]);
        }
        shapes = PIPELINED;
        killAll(random, modes);
        System.out.println("killed " + kills + " in " + killed + ", seed " + seed + ": up to " + restarts +
            " restarts a journal, " + surplus + " records from the slab, " + cleanEnds + " clean ends");
        assertThat(kills.get(Mode.HALT)).isEqualTo(KILLS / 10);
        assertThat(surplus).isPositive();
        assertThat(killed.values()).hasSize(PIPELINED.size()).allMatch(times -> times >= KILLS / 5);
    }

    @Test
    @Tag("slow")
    void shouldLoseNothingWhenTheModeChangesAtEveryRestart() throws Exception
    {
        shapes = List.of(Shape.INLINE, Shape.DIRECT, Shape.INLINE, Shape.SEQUENCED_MANY, Shape.DIRECT_MANY);
        final List<Mode> modes = new ArrayList<>();
        for (int i = 0; i < 20; i++)
        {
            modes.add(i % 10 == 3 ? Mode.HALT : i % 3 == 0 ? Mode.RECOVERY : Mode.RUN);
        }
        killAll(new Random(20_261_125), modes);
        assertThat(killed).hasSize(4);
    }

    private void killAll(final Random random, final List<Mode> modes) throws Exception
    {
        Round before = null;
        for (int i = 0; i < modes.size(); i++)
        {
            final Path journal = directory.resolve("j" + i / KILLS_A_JOURNAL);
            if (i % KILLS_A_JOURNAL == 0)
            {
                before = new Round(0, 0, RecoveringVenue.ORIGIN);
                halted.clear();
            }
            final Shape shape = shapes.get(i % shapes.size());
            before = kill(random, journal, modes.get(i), shape, i, before);
            kills.merge(modes.get(i), 1, Integer::sum);
            killed.merge(shape, 1, Integer::sum);
        }
    }

    /** What was acknowledged up to a kill. */
    private record Round(long committedSequence, long committedDigest, long timeNs)
    {
    }

    private Round kill(final Random random, final Path journal, final Mode mode, final Shape shape, final int number,
        final Round before) throws Exception
    {
        final Path file = directory.resolve("marks" + number);
        final Marks marks = Marks.map(file);
        // Killed so soon it has acknowledged nothing, and what was acknowledged before must be there all the same.
        marks.commit(before.committedSequence(), before.committedDigest());
        marks.put(Marks.TIME, before.timeNs());
        final long hostNs = before.timeNs() + random.nextInt(90) * RecoveringVenue.SECOND;
        final Process process =
            spawn(journal, file, mode, random.nextLong(), 20_000 + number * 40L, hostNs, shape);
        try
        {
            await(process, marks, mode);
            pause(random.nextInt(mode == Mode.RUN || mode == Mode.ROLL ? 400_000 : mode == Mode.HALT ? 2_000 :
                mode == Mode.SNAPSHOT ? 100_000 : mode == Mode.CLOSE ? 40_000 : 600_000) * 1_000L);
        }
        finally
        {
            process.destroyForcibly().waitFor();
        }
        if (marks.get(Marks.HALTED) > 0)
        {
            halted.add((int)marks.get(Marks.HALTED) - 1);
        }
        restored += marks.get(Marks.RESTORED) > 0 ? 1 : 0;
        check(journal, marks, shape + ", " + mode + ", kill " + number);
        return new Round(marks.committedSequence(), marks.committedDigest(), Math.max(marks.get(Marks.TIME), hostNs));
    }

    private static void await(final Process process, final Marks marks, final Mode mode) throws IOException
    {
        final long deadlineNs = System.nanoTime() + START_TIMEOUT_NS;
        final int phase = mode == Mode.RECOVERY ? Marks.OPENING : mode == Mode.CLOSE ? Marks.CLOSING : Marks.RUNNING;
        while (marks.get(Marks.PHASE) < phase || mode == Mode.HALT && marks.get(Marks.HALTED) == 0 ||
            mode == Mode.SNAPSHOT && marks.get(Marks.SNAPSHOTS) < 3)
        {
            if (!process.isAlive() || System.nanoTime() - deadlineNs > 0)
            {
                throw new AssertionError("the venue in mode " + mode + " got to phase " + marks.get(Marks.PHASE) +
                    " only:\n" + new String(process.getInputStream().readNBytes(10_000)));
            }
            LockSupport.parkNanos(50_000);
        }
    }

    private static void pause(final long ns)
    {
        final long endNs = System.nanoTime() + ns;
        while (System.nanoTime() - endNs < 0)
        {
            LockSupport.parkNanos(20_000);
        }
    }

    private void check(final Path journal, final Marks marks, final String kill) throws IOException
    {
        if (!Files.exists(journal.resolve(Head.FILE_NAME)))
        {
            assertThat(marks.committedSequence()).as(kill).isZero();
            return;
        }
        final ReplayResult result = new Replayer().replay(JournalReader.open(journal), sequence -> { });
        assertThat(result.verdict()).as(kill + ": " + result.integrity()).isEqualTo(ReplayResult.Verdict.OK);
        final JournalVerdict.Whole whole = (JournalVerdict.Whole)result.integrity();
        assertThat(whole.lastSequence()).as(kill + ": J1").isGreaterThanOrEqualTo(marks.get(Marks.J1));
        cleanEnds += whole.closed() ? 1 : 0;
        final long last = whole.lastSequence();
        if (new SnapshotStore(journal).newest(last, head -> null, new ArrayList<>()).isPresent())
        {
            final TailResult tail = TailReplay.replay(journal, JournalReader.open(journal), null, sequence -> { });
            assertThat(tail.result().verdict()).as(kill + ": behind " + tail.start())
                .isEqualTo(ReplayResult.Verdict.OK);
            assertThat(tail.result().identical()).isEqualTo(last - tail.start().sequence());
        }
        final Observer observer = new Observer(marks, kill);
        JournalReader.open(journal).read(observer);
        surplus += SlabSurplus.read(journal, observer.lastSequence, observer::onRecord);
        assertThat(observer.lastSequence).as(kill + ": COMMITTED")
            .isGreaterThanOrEqualTo(marks.committedSequence());
        assertThat(observer.digestSeen).as(kill + ": the digest of the committed record").isTrue();
        for (final int instrument : halted)
        {
            assertThat(observer.engine.governingState(instrument)).as(kill + ": halted")
                .isGreaterThanOrEqualTo(TradingState.HALTED.code());
        }
        restarts = Math.max(restarts, observer.restarts);
    }

    private static Process spawn(
        final Path journal, final Path marks, final Mode mode, final long seed, final long day, final long hostNs,
        final Shape shape) throws IOException
    {
        final List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
            .filter(flag -> !flag.startsWith("-javaagent")).forEach(command::add);
        command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-cp",
            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
            KilledVenue.class.getName(), journal.toString(), marks.toString(), mode.name(), Long.toString(seed),
            Long.toString(day), Long.toString(hostNs), shape.name()));
        return new ProcessBuilder(command).redirectErrorStream(true).start();
    }

    /** Runs the records on an engine of its own and compares what a restart does. */
    private static final class Observer implements JournalVisitor
    {
        private final CompiledRulebook rulebook = RecoveringVenue.rulebook();
        private final BreakerEngine engine = new BreakerEngine(Capacities.forInstruments(RecoveringVenue.INSTRUMENTS),
            new UnsafeBuffer(rulebook.image()), rulebook.imageHash());
        private final UnsafeBuffer decided = new UnsafeBuffer(new byte[2 * RecordLayout.MAX_RECORD_LENGTH]);
        private final Marks marks;
        private final String kill;
        private long lastSequence;
        private boolean digestSeen;
        private long restarts;

        Observer(final Marks marks, final String kill)
        {
            this.marks = marks;
            this.kill = kill;
            digestSeen = marks.committedSequence() == 0;
        }

        @Override
        public boolean onRecord(final UnsafeBuffer buffer, final int offset, final int length)
        {
            final int input = offset + RecordLayout.INPUT_OFFSET;
            lastSequence = buffer.getLong(offset + RecordLayout.SEQUENCE_OFFSET);
            final boolean isRestart =
                buffer.getShort(input + InputLayout.TEMPLATE_OFFSET) == RestartDecoder.TEMPLATE_ID;
            final boolean isUnclean = isRestart && buffer.getByte(input + InputLayout.BODY_OFFSET + 24) != 0;
            final int[] before = states();
            engine.onMessage(buffer.getLong(input + InputLayout.TIME_OFFSET), buffer, input,
                buffer.getShort(offset + RecordLayout.INPUT_BYTES_OFFSET) & 0xFFFF, decided, 0);
            if (isRestart)
            {
                restarts++;
                final int[] after = states();
                for (int i = 0; i < after.length; i++)
                {
                    assertThat(TradingState.severity(after[i])).as(kill + ": restart at " + lastSequence)
                        .isGreaterThanOrEqualTo(TradingState.severity(
                            isUnclean ? Math.max(before[i], TradingState.CANCEL_ONLY.code()) : before[i]));
                }
            }
            if (lastSequence == marks.committedSequence())
            {
                digestSeen = buffer.getLong(offset + length - RecordLayout.DIGEST_LENGTH) == marks.committedDigest() &&
                    engine.digest() == marks.committedDigest();
            }
            return true;
        }

        private int[] states()
        {
            final int[] states = new int[RecoveringVenue.INSTRUMENTS];
            for (int i = 0; i < states.length; i++)
            {
                states[i] = engine.governingState(i);
            }
            return states;
        }
    }
}
