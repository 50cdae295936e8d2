package io.firebreak.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.firebreak.EventPublisher;
import io.firebreak.InlineBreaker;
import io.firebreak.arena.Capacities;
import io.firebreak.explain.Explanation;
import io.firebreak.journal.ChronicleJournal;
import io.firebreak.journal.JournalForgery;
import io.firebreak.journal.JournalReader;
import io.firebreak.market.InputFlags;
import io.firebreak.market.Side;
import io.firebreak.record.JournalStart;
import io.firebreak.record.RecordBuffer;
import io.firebreak.replay.JournaledVenue;
import io.firebreak.replay.Message;
import io.firebreak.rulebook.CompiledRulebook;
import io.firebreak.rulebook.Rulebook;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportCommandTest extends CommandRun
{
    private static final long SECOND = 1_000_000_000L;
    private static final long ORIGIN = 1_760_000_000L * SECOND;
    private static final String NASTY = "</script><script>alert('x')</script>&\"<b>";

    @TempDir
    private static Path directory;

    private static Path journal;
    private static JournaledVenue.Written written;
    private static Document page;
    private static String html;
    private static JsonNode data;

    @TempDir
    private Path other;

    @BeforeAll
    static void write() throws Exception
    {
        journal = directory.resolve("journal");
        written = JournaledVenue.write(journal, 10_000, Map.of());
        final ReportCommandTest test = new ReportCommandTest();
        assertThat(test.run("report", journal.toString(), "-o", directory.resolve("r.html").toString()))
            .as(test.err.toString()).isEqualTo(ExitCode.OK);
        html = Files.readString(directory.resolve("r.html"));
        page = parsed(html);
        data = new ObjectMapper().readTree(page.getElementById("data").data());
    }

    private static Document parsed(final String html)
    {
        final Parser parser = Parser.htmlParser().setTrackErrors(20);
        final Document document = parser.parseInput(html, "");
        assertThat(parser.getErrors()).isEmpty();
        return document;
    }

    @Test
    void shouldBeWholeHtmlThatFetchesNothing()
    {
        assertThat(html).startsWith("<!DOCTYPE html>").doesNotContain("{{");
        assertThat(page.select("[src], link, iframe, object, embed, base, form, img, a[href]")).isEmpty();
        assertThat(page.select("meta[http-equiv=Content-Security-Policy]").attr("content"))
            .startsWith("default-src 'none'");
        final String ours = html.replace(page.select("script").get(1).data(), "");
        assertThat(ours).doesNotContain("http://", "https://", "@import", "url(http", "fetch(", "XMLHttpRequest");
        assertThat(page.select("style").html()).doesNotContain("@font-face");
    }

    @Test
    void shouldSayWhatVerifySaysAndNameTheRulebookByItsWholeHash()
    {
        final String strip = page.select(".strip").text();
        assertThat(strip).contains("verified", String.format("%,d", written.records()),
            String.format("%,d decisions", written.decisions()), "crypto-perp 1",
            HexFormat.of().formatHex(Rulebook.load("crypto-perp", Map.of()).sha256()));
    }

    /** Every input came 7 ms behind its source's stamp, one 250 ms: that one is not thinned away. */
    @Test
    void shouldDrawTheLatencyFromSourceToEngineWithItsSpikeWhenTheClocksDiffer() throws Exception
    {
        final Path late = other.resolve("late");
        final RecordBuffer records = RecordBuffer.map(late, 1 << 20);
        final ChronicleJournal chronicle = new ChronicleJournal(late, records);
        final CompiledRulebook rulebook = Rulebook.load("crypto-perp", Map.of("engine.release_after", "NONE"));
        try (InlineBreaker breaker = InlineBreaker.launch(new InlineBreaker.Context().image(rulebook.image(),
            rulebook.imageHash()).capacities(Capacities.forInstruments(1)).journal(chronicle, records)
            .origin("instrument.0=LATE\n", JournalStart.Clock.RECEIVE, ORIGIN)))
        {
            breaker.publisher().instrumentDefinition(1, 0, ORIGIN, 0, 1, 1, rulebook.classIndex("perp"), 2, 0, 1,
                1_000_000);
            for (int i = 1; i <= 5_000; i++)
            {
                final long atNs = ORIGIN + i * SECOND / 10;
                breaker.publisher().trade(1, 0, atNs, atNs - (i == 3_210 ? 250 : 7) * 1_000_000L, 0, 0, 10_000, 1, i,
                    Side.BUY.code(), InputFlags.ELIGIBLE);
                breaker.onBatchEnd();
                chronicle.drain();
            }
        }
        assertThat(run("report", late.toString(), "-o", other.resolve("late.html").toString()))
            .as(err.toString()).isEqualTo(ExitCode.OK);
        final JsonNode series = new ObjectMapper().readTree(
            parsed(Files.readString(other.resolve("late.html"))).getElementById("data").data())
            .get("instruments").get(0).get("series").get("latency");
        assertThat(series.get("d").asInt()).isEqualTo(3);
        final List<Long> values = new ArrayList<>();
        long value = 0;
        for (final JsonNode step : series.get("v"))
        {
            value += step.asLong();
            values.add(value);
        }
        assertThat(values).contains(250_000L, 7_000L).allMatch(one -> one == 7_000 || one == 250_000);
        assertThat(values.stream().filter(one -> one == 250_000)).hasSize(1);
    }

    @Test
    void shouldMarkEveryDecisionWhenRunsAreCounted() throws Exception
    {
        final Map<String, Long> expected = new HashMap<>();
        final List<Long> alone = new ArrayList<>();
        decisions(message ->
        {
            if (!message.name().equals("DataQuality"))
            {
                expected.merge(message.name(), 1L, Long::sum);
                if (!message.name().equals("VerdictDenied"))
                {
                    alone.add(Long.parseLong(message.text("decisionSeq")));
                }
            }
        });
        final Map<String, Long> marked = new HashMap<>();
        final List<Long> numbers = new ArrayList<>();
        for (final JsonNode marker : data.get("instruments").get(0).get("markers"))
        {
            marked.merge(marker.get(5).asText().split(" ")[0], marker.get(4).asLong(), Long::sum);
            numbers.add(marker.get(3).asLong());
        }

        assertThat(expected.get("VerdictDenied")).isGreaterThan(10);
        assertThat(marked).isEqualTo(expected);
        assertThat(numbers).containsAll(alone);
        assertThat(page.select("#decisions tbody")).hasSameSizeAs(numbers);
    }

    @Test
    void shouldHoldTheVeryTextOfExplainWhenATripIsOpened() throws Exception
    {
        final List<Element> trips = page.select("tbody.trip");
        assertThat(trips).isNotEmpty();
        for (final Element trip : trips)
        {
            final long number = Long.parseLong(trip.attr("data-n"));
            assertThat(trip.select("pre").first().wholeText()).isEqualTo(
                String.join("\n", Explanation.of(JournalReader.open(journal), number).lines()));
        }
        for (final Element line : page.select("tbody.limit, tbody.state, tbody.other").subList(0, 5))
        {
            assertThat(line.select("pre").first().wholeText()).isEqualTo(String.join("\n",
                Explanation.of(JournalReader.open(journal), Long.parseLong(line.attr("data-n"))).lines()));
        }
    }

    @Test
    void shouldGiveBackTheJournalsPricesWhenTheDifferencesAreAdded() throws Exception
    {
        final List<Long> prices = new ArrayList<>();
        JournalScanOf.inputs(journal, "Trade", message -> prices.add(Long.parseLong(message.text("priceTicks"))));
        final JsonNode series = data.get("instruments").get(0).get("series").get("price");
        assertThat(series.get("d").asInt()).isEqualTo(2);
        long value = 0;
        long lowest = Long.MAX_VALUE;
        long highest = Long.MIN_VALUE;
        long first = 0;
        for (int i = 0; i < series.get("v").size(); i++)
        {
            value += series.get("v").get(i).asLong();
            first = i == 0 ? value : first;
            lowest = Math.min(lowest, value);
            highest = Math.max(highest, value);
        }
        assertThat(first).isEqualTo(prices.get(0));
        assertThat(value).isEqualTo(prices.get(prices.size() - 1));
        assertThat(lowest).isEqualTo(prices.stream().mapToLong(Long::longValue).min().orElseThrow());
        assertThat(highest).isEqualTo(prices.stream().mapToLong(Long::longValue).max().orElseThrow());
        assertThat(series.get("t")).hasSameSizeAs(series.get("v"));
    }

    @Test
    void shouldDrawWithoutAScriptTooAndNameThings()
    {
        assertThat(page.select(".static svg path.price")).hasSize(1);
        assertThat(page.select(".static svg line.trip")).hasSameSizeAs(page.select("tbody.trip"));
        assertThat(page.select(".static svg rect.PAUSED")).isNotEmpty();
        assertThat(page.select("svg[role=img][aria-label]")).hasSize(1);
        assertThat(page.select("noscript")).isNotEmpty();
        assertThat(page.select("button.why[aria-controls][aria-expanded]")).hasSameSizeAs(page.select("tbody[data-n]"));
        assertThat(page.select("table th:not([scope])")).isEmpty();
        assertThat(page.select(".legend").text()).contains("OPEN", "PAUSED");
        assertThat(page.select("html").attr("lang")).isEqualTo("en");
    }

    @Test
    void shouldPrintWhatItWroteAsJson() throws Exception
    {
        final Path file = other.resolve("r.html");
        assertThat(run("report", journal.toString(), "-o", file.toString(), "--json")).isEqualTo(ExitCode.OK);
        final JsonNode json = new ObjectMapper().readTree(out.toString());
        assertThat(json.get("bytes").asLong()).isEqualTo(Files.size(file)).isLessThan(4_000_000);
        assertThat(json.get("verdict").asText()).isEqualTo("ok");
        assertThat(json.get("records").asLong()).isEqualTo(written.records());
        assertThat(json.get("instruments")).hasSize(1);
    }

    @Test
    void shouldWorkWhenThereIsNoInput() throws Exception
    {
        final Document empty = report(venue(other.resolve("empty"), "", publisher ->
        {
        }));
        assertThat(empty.select(".strip").text()).contains("verified", "no input");
        assertThat(empty.text()).contains("nothing to draw", "Nothing was wrong");
    }

    @Test
    void shouldWorkWhenThereIsNoTripAndSeveralInstruments() throws Exception
    {
        final Document quiet = report(venue(other.resolve("quiet"), "instrument.0=ONE\ninstrument.1=TWO\n", publisher ->
        {
            publisher.instrumentDefinition(0, 0, ORIGIN, 0, 1000, 1, 0, 2, 0, 1, 1_000_000);
            publisher.instrumentDefinition(0, 0, ORIGIN, 1, 1001, 1, 0, 2, 0, 1, 1_000_000);
            for (int i = 0; i < 100; i++)
            {
                publisher.trade(0, 0, ORIGIN + i * SECOND, ORIGIN, i % 2, InputFlags.TAPE, 10_000 + i, 1, i,
                    Side.SELL.code(), InputFlags.ELIGIBLE);
            }
        }));
        assertThat(quiet.select("#instrument option").eachText()).containsExactlyInAnyOrder("ONE", "TWO");
        assertThat(quiet.select(".static svg")).hasSize(2);
        assertThat(quiet.select(".strip").text()).contains("no rule stopped trading");
        assertThat(quiet.select("tbody[data-n]")).isEmpty();
    }

    @Test
    void shouldListDataQualityWhenThereIsNothingElse() throws Exception
    {
        final Document bad = report(venue(other.resolve("bad"), "", publisher ->
        {
            publisher.tick(ORIGIN, 0);
            publisher.trade(0, 0, ORIGIN, ORIGIN, 1, InputFlags.TAPE, 10_000, 1, 1, Side.SELL.code(), 0);
            publisher.trade(0, 0, ORIGIN, ORIGIN, 1, InputFlags.TAPE, 10_000, 1, 2, Side.SELL.code(), 0);
        }));
        assertThat(bad.text()).contains("UNKNOWN_INSTRUMENT", "nothing to draw");
        assertThat(bad.select("tbody[data-n]")).isEmpty();
    }

    @Test
    void shouldShowNamesAsTextWhenTheyAreMarkup() throws Exception
    {
        final Path nasty = venue(other.resolve("nasty"), "instrument.0=" + NASTY + "\n", publisher ->
        {
            publisher.instrumentDefinition(0, 0, ORIGIN, 0, 1000, 1, 0, 2, 0, 1, 1_000_000);
            publisher.trade(0, 0, ORIGIN, ORIGIN, 0, InputFlags.TAPE, 10_000, 1, 1, Side.SELL.code(), 0);
        });
        final Document document = report(nasty);
        assertThat(document.select("script")).hasSize(3);
        assertThat(document.select("#instrument option").text()).isEqualTo(NASTY);
        assertThat(new ObjectMapper().readTree(document.getElementById("data").data()).get("instruments").get(0)
            .get("name").asText()).isEqualTo(NASTY);
    }

    @Test
    void shouldSayWhatTheJournalIsNotWhenItIsShortOrDecidesOtherwise() throws Exception
    {
        JournalForgery.withoutLast(journal, other.resolve("short"));
        final Path file = other.resolve("r.html");
        assertThat(run("report", other.resolve("short").toString(), "-o", file.toString()))
            .isEqualTo(ExitCode.TRUNCATED);
        assertThat(parsed(Files.readString(file)).select(".card.bad").text())
            .contains("truncated", "there was a document");

        JournalForgery.withImage(journal, other.resolve("forged"),
            Rulebook.load("crypto-perp", Map.of("classes.perp.slow_tau_s", "3000"))
                .image());
        assertThat(run("report", other.resolve("forged").toString(), "-o", file.toString()))
            .isEqualTo(ExitCode.DIVERGED);
        final Document forged = parsed(Files.readString(file));
        assertThat(forged.select(".card.bad").text()).contains("diverged");
        assertThat(forged.text()).contains("from there on a fresh engine decides otherwise");
    }

    @Test
    void shouldNameTheMistakeWhenTheFileOrTheInstrumentCannotBe() throws Exception
    {
        final String here = journal.toString();
        assertThat(run("report", here, "-o", other.toString())).isEqualTo(ExitCode.FAILED);
        assertThat(run("report", here, "-o", other.resolve("no/r.html").toString())).isEqualTo(ExitCode.FAILED);
        assertThat(run("report", here, "-o", journal.resolve("r.html").toString())).isEqualTo(ExitCode.FAILED);
        assertThat(run("report", here)).isEqualTo(ExitCode.USAGE);
        assertThat(run("report", here, "-o", "r.html", "--top", "0")).isEqualTo(ExitCode.USAGE);
        assertThat(run("report", here, "-o", other.resolve("r.html").toString(), "--instrument", "NO")).isEqualTo(
            ExitCode.FAILED);
        assertThat(err.toString()).contains("is a directory", "make it first", "only read", "--top 0",
            "--instrument NO: the journal has instrument 0");
        assertThat(Files.exists(journal.resolve("r.html"))).isFalse();
    }

    private Document report(final Path of) throws Exception
    {
        final Path file = other.resolve("r.html");
        assertThat(run("report", of.toString(), "-o", file.toString())).as(err.toString()).isEqualTo(ExitCode.OK);
        return parsed(Files.readString(file));
    }

    private static void decisions(final Consumer<Message> consumer) throws Exception
    {
        JournalScanOf.decisions(journal, consumer);
    }

    private static Path venue(final Path directory, final String symbols, final Consumer<EventPublisher> inputs)
    {
        final CompiledRulebook rulebook = Rulebook.load("crypto-perp", Map.of());
        final RecordBuffer records = RecordBuffer.map(directory, 1 << 20);
        final ChronicleJournal journal = new ChronicleJournal(directory, records);
        final InlineBreaker breaker = InlineBreaker.launch(new InlineBreaker.Context()
            .image(rulebook.image(), rulebook.imageHash()).capacities(Capacities.forInstruments(2))
            .journal(journal, records).origin("feed=test\n" + symbols, JournalStart.Clock.EXCHANGE, ORIGIN));
        inputs.accept(breaker.publisher());
        breaker.close();
        return directory;
    }

    private int run(final String... args)
    {
        return execute(List.of(new JournalCommands()), args);
    }
}
