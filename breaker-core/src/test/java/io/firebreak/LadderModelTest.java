package io.firebreak;

import static org.assertj.core.api.Assertions.assertThat;

import io.firebreak.NaiveLadder.Level;
import io.firebreak.NaiveLadder.Row;
import io.firebreak.NaiveLadder.Rules;
import io.firebreak.rulebook.CompiledRulebook;
import io.firebreak.rulebook.Rulebook;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The engine against a naive model over random days: every change of state, its instant, level and end. */
class LadderModelTest
{
    private static final long SECOND = NaiveLadder.SECOND;
    private static final Row ALWAYS_CLOSES = new Row(-1, false, -1);

    /** Levels of every kind in one: own and any index, one way and both, sustained and not, a table from the open. */
    private static final String MIXED = """
        rulebook { name = mixed, version = "1", source = "test" }
        market_class = market
        classes { market {
          references { one { kind = PREVIOUS_CLOSE }, two { kind = PREVIOUS_CLOSE } }
          breakers = [ { id = b, monitor = LADDER, pause { length_s = 300 },
            reopening { kind = UNCHECKED, call_s = 120 }
            rules = [
              { id = a, observe = INDEX, reference = one, any_index = true, direction = EITHER, level = 1,
                width_ppm = 30000, round_e9 = 10000000, sustain_s = 20,
                lengths = [ { id = x, until_after_open_s = 3600, inclusive = true, length_s = 60 },
                            { id = y, until_after_open_s = 7200, effect = NONE }, { id = z } ] }
              { id = b, observe = INDEX, reference = one, direction = RISE, level = 2, width_ppm = 50000,
                round_e9 = 10000000 }
              { id = c, observe = INDEX, reference = one, level = 3, width_ppm = 60000, round_e9 = 10000000,
                any_index = true, sustain_s = 45, below_last_trigger_ppm = 20000, cutoff_s = 1800,
                cutoff_inclusive = true }
              { id = d, observe = INDEX, reference = one, direction = EITHER, level = 4, width_ppm = 90000,
                any_index = true, round_e9 = 10000000, trip_state = CLOSED } ] } ] } }
        """;

    @TempDir
    private Path directory;

    private List<CompiledRulebook> books() throws IOException
    {
        final Map<String, String> atOnce = Map.of("engine.release_after", "NONE");
        final Path mixed = Files.writeString(directory.resolve("mixed.conf"), MIXED);
        return List.of(Rulebook.load("csi300-2016", atOnce), Rulebook.load("krx-market", atOnce),
            Rulebook.load("nse-market", atOnce), Rulebook.load(mixed.toString(), atOnce),
            Rulebook.load("us-mwcb", atOnce));
    }

    private static Rules rules(final int book, final Random random)
    {
        final String[] closes = {"3731.00", "2500.00", "20000.35", "100.00", "999.99", "4103.27"};
        final List<BigDecimal> some = new ArrayList<>();
        for (int i = 0; i < (book == 2 || book == 3 ? 2 : 1); i++)
        {
            some.add(new BigDecimal(closes[random.nextInt(closes.length)]));
        }
        final long open = LadderVenue.ns("09:00:00");
        final long close = open + (3 + random.nextInt(4)) * 3_600 * SECOND;
        final String cent = "0.01";
        switch (book)
        {
            case 0:
                return new Rules(List.of(
                    new Level(1, "5", 0, 0, 0, "0", cent, List.of(new Row(900, false, 900), ALWAYS_CLOSES)),
                    new Level(2, "7", 0, 0, 0, "0", cent, List.of(ALWAYS_CLOSES))), 0, true, open, close, some);
            case 1:
                final List<Row> early = List.of(new Row(2400, false, 1200), new Row(-1, false, 0));
                return new Rules(List.of(new Level(1, "8", -1, 0, 60, "0", cent, early),
                    new Level(2, "15", -1, 0, 60, "1", cent, early),
                    new Level(3, "20", -1, 0, 60, "1", cent, List.of(ALWAYS_CLOSES))), 600, false, open, close, some);
            case 2:
                return new Rules(List.of(
                    new Level(1, "10", 0, -1, 0, "0", "0.05",
                        List.of(new Row(9000, false, 2700), new Row(3600, false, 900), new Row(-1, false, 0))),
                    new Level(2, "15", 0, -1, 0, "0", "0.05",
                        List.of(new Row(9000, false, 6300), new Row(5400, false, 2700), ALWAYS_CLOSES)),
                    new Level(3, "20", 0, -1, 0, "0", "0.05", List.of(ALWAYS_CLOSES))), 900, false, open, close, some);
            case 3:
                final long dayS = (close - open) / SECOND;
                return new Rules(List.of(
                    new Level(1, "3", 0, -1, 20, "0", cent, List.of(new Row(dayS - 3600, true, 60),
                        new Row(dayS - 7200, false, 0), new Row(-1, false, 300))),
                    new Level(2, "5", 1, 0, 0, "0", cent, List.of(new Row(-1, false, 300))),
                    new Level(3, "6", -1, -1, 45, "2", cent,
                        List.of(new Row(1800, true, 300), new Row(-1, false, 0))),
                    new Level(4, "9", 0, -1, 0, "0", cent, List.of(ALWAYS_CLOSES))), 120, true, open, close, some);
            default:
                final List<Row> before = List.of(new Row(2100, false, 900), new Row(-1, false, 0));
                return new Rules(List.of(new Level(1, "7", -1, 0, 0, "0", cent, before),
                    new Level(2, "13", -1, 0, 0, "0", cent, before),
                    new Level(3, "20", -1, 0, 0, "0", cent, List.of(ALWAYS_CLOSES))), 0, true, open, close, some);
        }
    }

    @Test
    void shouldAgreeOnEveryChangeWhenDaysAreRandom() throws IOException
    {
        run(20_261_121, 50_000);
    }

    @Test
    @Tag("slow")
    void shouldAgreeOnManyEvents() throws IOException
    {
        run(7_001, Integer.getInteger("firebreak.steps", 1_000_000));
    }

    private void run(final long firstSeed, final int events) throws IOException
    {
        final List<CompiledRulebook> books = books();
        final int[] changes = new int[books.size()];
        int done = 0;
        for (long seed = firstSeed; done < events; seed++)
        {
            done += day(books, seed, changes);
        }
        for (final int some : changes)
        {
            assertThat(some).as("changes of state of each rulebook").isGreaterThan(events / 2_500);
        }
    }

    private int day(final List<CompiledRulebook> books, final long seed, final int[] changes)
    {
        final Random random = new Random(seed * 0x9E37_79B9_7F4A_7C15L);
        final int book = (int)(seed % books.size());
        final Rules rules = rules(book, random);
        final NaiveLadder model = new NaiveLadder(rules);
        final long paceNs = (2 + random.nextInt(120)) * SECOND;
        int events = 0;
        try (LadderVenue venue = new LadderVenue(books.get(book), text(rules.openNs()), text(rules.closeNs()),
            rules.closes().stream().map(BigDecimal::toPlainString).toArray(String[]::new)))
        {
            Level mood = rules.levels().get(0);
            int sign = -1;
            while (model.now < rules.closeNs() + 60 * SECOND && events < 1_500)
            {
                events++;
                final long timeNs = timeNs(random, model, rules, paceNs);
                final int draw = random.nextInt(100);
                if (random.nextInt(12) == 0)
                {
                    // mostly the next level, seldom the last, so that a day is not over with its first hour
                    mood = rules.levels().get(Math.min(rules.levels().size() - 1,
                        random.nextInt(100) < 3 ? 3 : random.nextInt(Math.max(1, Math.min(3, model.used + 2)))));
                    sign = mood.sign() != 0 ? mood.sign() : random.nextBoolean() ? 1 : -1;
                }
                if (draw < 75)
                {
                    final int index = random.nextInt(rules.closes().size());
                    final BigDecimal value = random.nextInt(10) == 0 ? value(random, rules, index) :
                        at(rules.closes().get(index), mood, sign, random.nextInt(4) - (random.nextInt(9) == 0 ? 4 : 0));
                    model.index(timeNs, index, value);
                    venue.indexNs(timeNs, index, value);
                }
                else if (draw < 85)
                {
                    model.auction(timeNs);
                    venue.auctionNs(timeNs);
                }
                else
                {
                    model.tick(timeNs);
                    venue.tickNs(timeNs);
                }
                final List<String> expected = model.drain();
                assertThat(venue.changes()).as("seed %d, event %d", seed, events).isEqualTo(expected);
                changes[book] += expected.size();
            }
        }
        return events;
    }

    private static String text(final long timeNs)
    {
        return LocalTime.ofNanoOfDay(timeNs - Venue.at(0)).toString();
    }

    /** Mostly a step, sometimes the next instant of the model or a boundary of the day, or beside it. */
    private static long timeNs(final Random random, final NaiveLadder model, final Rules rules, final long paceNs)
    {
        final int draw = random.nextInt(100);
        if (draw < 10)
        {
            return model.now;
        }
        final List<Long> instants = new ArrayList<>(List.of(model.nextNs(), rules.closeNs(), rules.openNs()));
        for (final Level level : rules.levels())
        {
            level.rows().stream().filter(row -> row.untilBeforeCloseS() >= 0)
                .forEach(row -> instants.add(rules.closeNs() - row.untilBeforeCloseS() * SECOND));
        }
        final long chosen = instants.get(random.nextInt(instants.size())) + random.nextInt(3) - 1;
        if (draw < 40 && chosen > model.now && chosen - model.now < (draw < 15 ? 3_600 : 90) * SECOND)
        {
            return chosen;
        }
        return model.now + 1 + Math.round(-Math.log(1 - random.nextDouble()) * paceNs);
    }

    /** A value some steps beyond a level, or on this side of it. */
    private static BigDecimal at(final BigDecimal close, final Level level, final int sign, final int steps)
    {
        final BigDecimal width = close.multiply(new BigDecimal(level.percent())).movePointLeft(2);
        return close.add(width.add(new BigDecimal("0.01").multiply(BigDecimal.valueOf(steps)))
            .multiply(BigDecimal.valueOf(sign)));
    }

    private static BigDecimal value(final Random random, final Rules rules, final int index)
    {
        final BigDecimal close = rules.closes().get(index);
        final int draw = random.nextInt(100);
        final Level level = rules.levels().get(draw < 60 ? 0 : draw < 93 ? Math.min(1, rules.levels().size() - 1) :
            random.nextInt(rules.levels().size()));
        final int sign = level.sign() != 0 ? level.sign() : random.nextBoolean() ? 1 : -1;
        final BigDecimal at = close.add(close.multiply(new BigDecimal(level.percent())).movePointLeft(2)
            .multiply(BigDecimal.valueOf(sign)));
        final BigDecimal step = new BigDecimal(random.nextBoolean() ? "0.01" : "1.5");
        return at.add(step.multiply(BigDecimal.valueOf(random.nextInt(7) - 3))).max(step);
    }
}
