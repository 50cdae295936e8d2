package io.firebreak.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A venue that is no shipped one: its rulebook and its vectors are files, written from its rule text. */
class VenueVectorsTest
{
    private static final Path HARBOUR = Path.of("..", "samples", "venues", "harbour");
    private static final String CASE = "{'rulebook':'harbour.conf','name':'n','class':'liquid','params':{'tick':'0.01',"
        + "'open':'09:00:00','close':'17:30:00','prevClose':'50.00'},'events':[{'t':'10:00:00.000','type':'trade',"
        + "'px':'50.25'}],'expect':[{'at':'10:00:00.000','lower':'49.25','state':'OPEN','cause':'none'}]}";

    @TempDir
    Path directory;

    private final ObjectMapper mapper = new ObjectMapper();

    @Test
    void shouldPassTheVectorsOfAMadeUpVenue() throws IOException
    {
        final List<Verdict> verdicts = judge(HARBOUR.resolve("vectors.jsonl"));
        assertThat(verdicts).hasSizeGreaterThanOrEqualTo(20)
            .allSatisfy(verdict -> assertThat(verdict.outcome()).as(verdict.name() + " " + verdict.why())
                .isEqualTo(Verdict.Outcome.PASS));
    }

    /** Vectors that a wrong rulebook passes would prove nothing of the right one. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', value = {
        "width_ppm = 20000 | width_ppm = 20200 | dynamic_limits_round_half_up",
        "width_ppm = 50000 | width_ppm = 49950 | the_static_limit_itself_interrupts",
        "comparator = GT | comparator = GE | a_trade_at_the_dynamic_limit_is_made",
        "comparator = GE | comparator = GT | the_static_limit_itself_interrupts",
        "rounding = NEAREST_HALF_UP | rounding = INWARD | dynamic_limits_round_half_up",
        "rounding = INWARD | rounding = OUTWARD | the_static_limit_itself_interrupts",
        "spares = \"IOC FOK\" | spares = \"IOC\" | ioc_and_fok_interrupt_nothing",
        "value = AUCTION | value = CANCEL | what_is_left_of_the_order_takes_part_in_the_call",
        "length_s = 90 | length_s = 91 | a_call_ends_at_a_price_at_the_limit_of_its_check",
        "[40000, 60000] | [40000, 40000] | two_extensions_then_any_price",
        "max_extensions = 2 | max_extensions = 1 | two_extensions_then_any_price",
        "value = 600 | value = 240 | nothing_reopens_in_the_last_ten_minutes",
        "value = BAND_ONLY | value = PAUSED | cooling_off_inside_limits_that_do_not_move",
        "after_open_s = 300 | after_open_s = 299 | no_cooling_off_in_the_first_five_minutes",
        "round_e9 = 10000000 | round_e9 = 100000000 | level_1_rounds_and_counts_when_reached",
        "until_before_close_s = 1800 | until_before_close_s = 1801 | level_1_halts_just_before_the_last_half_hour",
        "width_ppm = 180000 | width_ppm = 180003 | the_last_half_hour_has_level_3_alone",
        "limit_lots = 500 | limit_lots = 501 | a_market_maker_is_protected_for_five_seconds",
        "window_s = 1, on_limit | window_ms = 1001, on_limit | a_member_sends_too_many_messages"})
    void shouldFailAVectorWhereTheRulebookIsNotTheRuleText(final String right, final String wrong, final String fails)
        throws IOException
    {
        final String text = Files.readString(HARBOUR.resolve("harbour.conf"));
        assertThat(text).contains(right);
        Files.writeString(directory.resolve("harbour.conf"), text.replace(right, wrong));
        final Path vectors = Files.copy(HARBOUR.resolve("vectors.jsonl"), directory.resolve("vectors.jsonl"));
        assertThat(judge(vectors).stream().filter(verdict -> verdict.outcome() == Verdict.Outcome.FAIL)
            .map(Verdict::name)).contains("harbour.conf/" + fails);
    }

    @Test
    void shouldNameLineTimeKeyAndBothValuesWhereACaseFails() throws IOException
    {
        assertThat(mistake("'lower':'49.25'", "'lower':'49.24'"))
            .endsWith("vectors.jsonl:2: 10:00:00.000 lower: expected 49.24, got 49.25");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', value = {
        "'tick':'0.01' | 'tik':'0.01' | params.tik: unknown key; the keys are [tick, open,",
        "'tick':'0.01', | \"\" | params.tick: is missing; write \"tick\": ...",
        "'tick':'0.01' | 'tick':'0' | params.tick: 0 is no step",
        "'open':'09:00:00' | 'open':'9:00' | params.open: \"9:00\" is no time of day; write \"HH:MM:SS.mmm\"",
        "'prevClose':'50.00' | 'liquid.interruption.static.widht_ppm':1 | nearest match: width_ppm",
        "'prevClose':'50.00' | 'prevClose':'fifty' | params.prevClose: \"fifty\" is no number",
        "'class':'liquid' | 'class':'liqid' | class: \"liqid\" is none of [illiquid, liquid, market, share, HARB,",
        "'class':'liquid', | \"\" | class: is missing",
        "harbour.conf | harbor.conf | in that directory lie [harbour.conf]",
        "'type':'trade' | 'type':'trades' | events[0].type: \"trades\" is none of [",
        "'px':'50.25' | 'price':'50.25' | events[0].px: is missing",
        "'px':'50.25' | 'px':'50.255' | events[0].px: 50.255 is no multiple of params.tick, 0.01",
        "'px':'50.25' | 'px':'50.25','lots':3 | events[0].lots: unknown key",
        "10:00:00.000','type | 25:00:00.000','type | events[0].t: \"25:00:00.000\" is no time of day",
        "'at':'10:00:00.000', | \"\" | expect[0].at: is missing",
        "'lower' | 'low' | expect[0].low: unknown key",
        "'state':'OPEN' | 'state':'NORMAL' | expect[0].state: \"NORMAL\" is none of [OPEN, BAND_ONLY,",
        "'cause':'none' | 'cause':'dynamic' | expect[0].cause: \"dynamic\" is none of [",
        "'prevClose':'50.00' | 'open':'10:30:00','lastAuction':'50.00' | events[0].t: is before the open at 10:30:00"})
    void shouldNameLineAndKeyOfAMistake(final String right, final String wrong, final String message)
        throws IOException
    {
        assertThat(mistake(right, wrong)).contains("vectors.jsonl:2: ").contains(message);
    }

    @Test
    void shouldRefuseEventsOutOfTheOrderOfTime() throws IOException
    {
        assertThat(mistake("'events':[", "'events':[{'t':'10:00:01.000','type':'clock'},"))
            .contains("vectors.jsonl:2: events[1].t: is before the event in front of it");
    }

    private String mistake(final String right, final String wrong) throws IOException
    {
        final String text = CASE.replace('\'', '"');
        final String from = right.replace('\'', '"');
        assertThat(text).contains(from);
        Files.copy(HARBOUR.resolve("harbour.conf"), directory.resolve("harbour.conf"));
        final Path vectors = directory.resolve("vectors.jsonl");
        Files.writeString(vectors, "\n" + text.replace(from, wrong.replace('\'', '"')) + "\n");
        final Verdict verdict = judge(vectors).get(0);
        assertThat(verdict.outcome()).isEqualTo(Verdict.Outcome.FAIL);
        return verdict.why();
    }

    private List<Verdict> judge(final Path vectors) throws IOException
    {
        final List<Verdict> verdicts = new ArrayList<>();
        int line = 0;
        for (final String text : Files.readAllLines(vectors))
        {
            line++;
            if (!text.isBlank())
            {
                final JsonNode vector = mapper.readTree(text);
                verdicts.add(Conformance.judge(vector, vectors, line));
            }
        }
        return verdicts;
    }
}
