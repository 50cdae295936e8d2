package io.firebreak.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.firebreak.BreakerPipeline;
import io.firebreak.PipelineContext;
import io.firebreak.arena.Capacities;
import io.firebreak.market.InputFlags;
import io.firebreak.market.OrderKind;
import io.firebreak.market.Side;
import io.firebreak.record.JournalStart;
import io.firebreak.record.SlotRecords;
import io.firebreak.record.SlotSlab;
import io.firebreak.replay.ReplayResult;
import io.firebreak.replay.Replayer;
import io.firebreak.rulebook.CompiledRulebook;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A pipelined breaker's journal: verified after a clean close, gone on with after a kill at any moment. */
class PipelineJournalTest
{
    private static final long ORIGIN = 1_760_000_000_000_000_000L;

    @TempDir
    private Path directory;

    private final CompiledRulebook rulebook = RecoveringVenue.rulebook();
    private final Random random = new Random(5);
    private long timeNs = ORIGIN;

    private BreakerPipeline launch(final Path journal, final JournalStart.Mode mode)
    {
        final SlotSlab slab = SlotSlab.map(journal, 1 << 10, 1 << 18);
        return BreakerPipeline.launch(new PipelineContext().image(rulebook.image(), rulebook.imageHash())
            .capacities(Capacities.forInstruments(4)).mode(mode)
            .journal(new ChronicleJournal(journal, new SlotRecords(slab)), slab)
            .origin("feed=test\n", JournalStart.Clock.HOST, timeNs)
            .listener((template, buffer, offset, length) -> { }));
    }

    private void define(final BreakerPipeline pipeline)
    {
        for (int i = 0; i < 4; i++)
        {
            pipeline.publisher().instrumentDefinition(0, 0, timeNs, i, 1000 + i, 1, 0, 2, 0, 1, 1_000_000);
        }
    }

    private void run(final BreakerPipeline pipeline, final int steps)
    {
        for (int i = 0; i < steps; i++)
        {
            timeNs += random.nextInt(500) * 1_000_000L;
            final long ticks = 10_000 - (i / 200 % 3 == 2 ? 1_500 : 0) + random.nextInt(5);
            final int instrument = random.nextInt(4);
            pipeline.publisher().potentialTrade(0, 0, timeNs, timeNs, instrument, 0, Side.SELL.code(),
                OrderKind.AGGRESSIVE.code(), ticks, 1, 0, 0);
            pipeline.publisher().trade(2, 0, timeNs, timeNs, instrument, 0, ticks, 1, 0, Side.SELL.code(),
                InputFlags.ELIGIBLE);
        }
    }

    /** A copy of a journal that is being written: slab and head first, because what they speak of the queue has. */
    private static Path killed(final Path journal, final Path to) throws IOException
    {
        Files.createDirectories(to);
        try (Stream<Path> files = Files.list(journal))
        {
            for (final Path file : files.sorted(
                Comparator.comparing(file -> file.endsWith("ring.slab") ? 0 : file.endsWith("head") ? 1 : 2)).toList())
            {
                Files.copy(file, to.resolve(file.getFileName()));
            }
        }
        return to;
    }

    private static ReplayResult verify(final Path journal) throws IOException
    {
        return new Replayer().replay(JournalReader.open(journal), sequence -> { });
    }

    @ParameterizedTest
    @EnumSource(value = JournalStart.Mode.class, names = {"DIRECT", "SEQUENCED"})
    void shouldLoseNothingCommittedWhenTheProcessIsKilledAndGoOn(final JournalStart.Mode mode) throws IOException
    {
        final Path journal = directory.resolve("j");
        try (BreakerPipeline first = launch(journal, mode))
        {
            define(first);
            Path copy = null;
            for (int kill = 0; kill < 3; kill++)
            {
                run(first, 1_500);
                final long committed = first.committedSequence();
                copy = killed(journal, directory.resolve("copy" + kill));
                try (BreakerPipeline second = launch(copy, mode))
                {
                    assertThat(second.recovery().isUnclean()).isTrue();
                    assertThat(second.recovery().lastSequence()).isGreaterThanOrEqualTo(committed);
                    run(second, 100);
                    assertThat(second.close(TimeUnit.SECONDS.toNanos(60)).isClean()).isTrue();
                }
                assertThat(verify(copy).verdict()).isEqualTo(ReplayResult.Verdict.OK);
            }
        }
        assertThat(verify(journal).verdict()).isEqualTo(ReplayResult.Verdict.OK);
    }
}
