package io.firebreak;

import static org.assertj.core.api.Assertions.assertThat;

import io.firebreak.breaker.ImageHeader;
import io.firebreak.breaker.ImageLayout;
import io.firebreak.market.InputFlags;
import io.firebreak.market.ReferenceKind;
import io.firebreak.market.Scope;
import io.firebreak.pipeline.OverrunPolicy;
import io.firebreak.record.JournalAlarm.Trouble;
import io.firebreak.record.JournalStart.Mode;
import io.firebreak.rulebook.Rulebook;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Consumer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What each failure of a pipelined venue does, as declared: the table of docs/modes.md. Every failure is injected in
 * both modes; what the market's word says is read by another thread, on the host's clock that the test sets.
 */
@Timeout(30)
class FailurePolicyTest
{
    private static final int SLOTS = 64;
    private static final int MARKET = Scope.market(0);
    private static final long MILLI = 1_000_000L;
    private static final long SECOND = 1_000_000_000L;
    private static final long BOUND = FailingVenue.MAX_STALE_NS + 1;
    private static final String NOTHING = "";

    /**
     * A failure and what is declared of it: the gate's answers at once, one nanosecond before a time and at that time,
     * for the instrument concerned; the other instrument's at that time; the latch of the market; a decision that tells
     * it; the gate's answer once the failure is over and people have done what it asks for; how the pipeline closes.
     */
    enum Failure
    {
        ENGINE_EXCEPTION("RuntimeException in the engine", BOUND, OverrunPolicy.BLOCK, venue ->
        {
            final UnsafeBuffer image = new UnsafeBuffer(Rulebook.load("crypto-perp", Map.of()).image());
            EngineSabotage.parameter(venue.engine(),
                image.getInt(ImageHeader.H_RULE_OFFSET) + ImageLayout.U_REFERENCE, 100_000_000);
            venue.print(0, 9_500);
            venue.settle();
        }, "NOT_PERMITTED", "NOT_PERMITTED", "NOT_PERMITTED", "ALLOWED", "none",
            "STATE OPEN -> HALTED merged HALTED ENGINE_FAULT latched", venue -> { }, "NOT_PERMITTED", "clean"),

        ENGINE_ERROR("Error in the engine", BOUND, OverrunPolicy.BLOCK, venue ->
        {
            EngineSabotage.throwAtTheFirstStore(venue.engine(), new InternalError("a page"));
            venue.level(0);
            venue.settle();
        }, "MARKET_SAFE_STATE", "MARKET_SAFE_STATE", "MARKET_SAFE_STATE", "MARKET_SAFE_STATE", "ENGINE_FAULT", NOTHING,
            venue -> venue.level(0), "MARKET_SAFE_STATE", "1 and more undecided"),

        JOURNAL_STALLED_10_MS("journal stalled for 10 ms", 10 * MILLI, OverrunPolicy.BLOCK,
            Failure::stallTheJournalAndHaltTheOther, "ALLOWED", "ALLOWED", "ALLOWED", "NOT_PERMITTED", "none",
            "RELEASE_PENDING HALTED -> OPEN waits for J1", Failure::goOn, "ALLOWED, the other ALLOWED", "clean"),

        JOURNAL_STALLED_10_S("journal stalled for 10 s", 10 * SECOND, OverrunPolicy.BLOCK,
            Failure::stallTheJournalAndHaltTheOther, "ALLOWED", "ALLOWED", "ALLOWED", "NOT_PERMITTED", "none",
            "RELEASE_PENDING HALTED -> OPEN waits for J1", Failure::goOn, "ALLOWED, the other NOT_PERMITTED", "clean"),

        JOURNAL_FAILED("journal failed", BOUND, OverrunPolicy.BLOCK, venue ->
        {
            venue.tape.failed = true;
            venue.tape.alarm.onTrouble(Trouble.FAILED);
            venue.fillRing(SLOTS);
            venue.answer = venue.print(0, 9_500);
        }, "MARKET_SAFE_STATE", "MARKET_SAFE_STATE", "MARKET_SAFE_STATE", "MARKET_SAFE_STATE", "JOURNAL_FAULT", NOTHING,
            venue -> { }, "MARKET_SAFE_STATE", "unjournaled, BACK_PRESSURED"),

        JOURNAL_THREAD_DEAD("journal's thread ended by an Error", BOUND, OverrunPolicy.BLOCK, venue ->
        {
            venue.tape.thrown = new InternalError("a store to a full disk");
            venue.await(() -> !venue.latches().equals("none"));
            venue.fillRing(SLOTS);
            venue.answer = venue.print(0, 9_500);
        }, "MARKET_SAFE_STATE", "MARKET_SAFE_STATE", "MARKET_SAFE_STATE", "MARKET_SAFE_STATE", "JOURNAL_FAULT", NOTHING,
            venue -> { }, "MARKET_SAFE_STATE", "unjournaled, BACK_PRESSURED"),

        DISK_LOW("disk low, or full", BOUND, OverrunPolicy.BLOCK, venue ->
        {
            venue.tape.alarm.onTrouble(Trouble.DISK_LOW);
            venue.idle();
        }, "MARKET_SAFE_STATE", "MARKET_SAFE_STATE", "MARKET_SAFE_STATE", "MARKET_SAFE_STATE", "JOURNAL_FAULT",
            "STATE OPEN -> HALTED merged HALTED OPERATOR latched", Failure::resumeTheMarket, "ALLOWED", "clean"),

        RING_FULL_BLOCK("ring full, BLOCK", BOUND, OverrunPolicy.BLOCK, venue ->
        {
            venue.fillRing(SLOTS);
            venue.publishOnAnotherThread();
        }, "ALLOWED", "ALLOWED", "ALLOWED", "ALLOWED", "none", NOTHING, venue ->
        {
            venue.tape.stalled = false;
            venue.joinPublisher();
        }, "ALLOWED", "clean"),

        RING_FULL_FAIL_CLOSED("ring full, FAIL_CLOSED", BOUND, OverrunPolicy.FAIL_CLOSED, Failure::overrun,
            "MARKET_SAFE_STATE", "MARKET_SAFE_STATE", "MARKET_SAFE_STATE", "MARKET_SAFE_STATE", "OVERRUN",
            "QUALITY GAP_REPORTED 4 expected 1", Failure::resumeTheMarket, "ALLOWED", "clean, DROPPED"),

        RING_FULL_SHED("ring full, SHED_MARKED", BOUND, OverrunPolicy.SHED_MARKED, Failure::overrun,
            "ALLOWED", "ALLOWED", "ALLOWED", "ALLOWED", "none", "QUALITY GAP_REPORTED 4 expected 1",
            venue ->
            {
                venue.tape.stalled = false;
                venue.idle();
            }, "ALLOWED", "clean, DROPPED"),

        SOURCE_GAP("numbers of a source missing", BOUND, OverrunPolicy.BLOCK, venue ->
        {
            venue.level(0);
            venue.loseNumbers(3);
            venue.level(0);
            venue.settle();
        }, "ALLOWED", "ALLOWED", "ALLOWED", "ALLOWED", "none", "QUALITY UNTRUSTED_BOOK 0 expected 0",
            venue -> venue.sendBook(0), "ALLOWED", "clean"),

        HOST_SILENT("host silent after UncrossRequest", 60 * SECOND, OverrunPolicy.BLOCK, Failure::requestUncross,
            "NOT_PERMITTED", "NOT_PERMITTED", "NOT_PERMITTED", "ALLOWED", "none",
            "STATE OPEN -> PAUSED merged PAUSED LIMIT_STATE_ELAPSED", venue ->
            {
                venue.timeNs += 60 * SECOND;
                venue.publisher().tick(venue.timeNs, InputFlags.CLOCK_JUMP_ACCEPTED);
                venue.idle();
            }, "ALLOWED", "clean"),

        NOT_POLLED_10_MS("decisions not polled for 10 ms", 10 * MILLI, OverrunPolicy.BLOCK, Failure::flood,
            "ALLOWED", "ALLOWED", "ALLOWED", "ALLOWED", "none", NOTHING, venue -> venue.settle(), "ALLOWED", "clean"),

        NOT_POLLED("decisions not polled for max_stale and a nanosecond", BOUND, OverrunPolicy.BLOCK, Failure::flood,
            "ALLOWED", "ALLOWED", "STALE", "STALE", "none", NOTHING, venue -> venue.settle(), "ALLOWED", "clean"),

        NOT_POLLED_10_S("decisions not polled for 10 s", 10 * SECOND, OverrunPolicy.BLOCK, Failure::flood,
            "ALLOWED", "STALE", "STALE", "STALE", "none", NOTHING, venue -> venue.settle(), "ALLOWED", "clean");

        private final String words;
        private final long lastsNs;
        private final OverrunPolicy policy;
        private final Consumer<FailingVenue> injected;
        private final Consumer<FailingVenue> over;
        private final String gate;
        private final String latch;
        private final String told;
        private final String after;
        private final String close;

        Failure(
            final String words, final long lastsNs, final OverrunPolicy policy, final Consumer<FailingVenue> injected,
            final String atOnce, final String justBefore, final String then, final String other, final String latch,
            final String told, final Consumer<FailingVenue> over, final String after, final String close)
        {
            this.words = words;
            this.lastsNs = lastsNs;
            this.policy = policy;
            this.injected = injected;
            this.over = over;
            gate = String.join(", ", atOnce, justBefore, then) + " | " + other;
            this.latch = latch;
            this.told = told;
            this.after = after;
            this.close = close;
        }

        /** The line of the page's table, but for the words that explain it. */
        private String line()
        {
            return "| " + words + " | " + gate + " | " + latch + " | " + after + " | " + close + " |";
        }

        private FailingVenue venue(final Mode mode)
        {
            final FailingVenue venue = new FailingVenue(
                this == HOST_SILENT ? "us-luld" : "crypto-perp", mode, policy, lowSlots() ? SLOTS : 1 << 14,
                this == RING_FULL_BLOCK);
            if (this != HOST_SILENT)
            {
                venue.print(0, 9_500);
                venue.print(1, 9_500);
                venue.settle();
            }
            return venue;
        }

        private boolean lowSlots()
        {
            return name().startsWith("RING") || this == JOURNAL_FAILED || this == JOURNAL_THREAD_DEAD;
        }

        private static void stallTheJournalAndHaltTheOther(final FailingVenue venue)
        {
            venue.idle();
            venue.tape.stalled = true;
            venue.halt(FailingVenue.instrument(1));
            venue.resume(FailingVenue.instrument(1));
        }

        /** What fell due meanwhile first, then the journal's mark. */
        private static void goOn(final FailingVenue venue)
        {
            venue.timeNs += venue.lastsNs;
            venue.publisher().tick(venue.timeNs, 0);
            venue.settle();
            venue.tape.stalled = false;
            venue.idle();
        }

        private static void overrun(final FailingVenue venue)
        {
            venue.fillRing(SLOTS);
            for (int i = 0; i < 4; i++)
            {
                venue.answer = venue.level(0);
            }
        }

        private static void resumeTheMarket(final FailingVenue venue)
        {
            venue.tape.stalled = false;
            venue.idle();
            venue.resume(MARKET);
            venue.idle();
        }

        /** So many decisions that the engine waits for room for more. */
        private static void flood(final FailingVenue venue)
        {
            for (int i = 0; i < 7_000; i++)
            {
                venue.print(77, 1);
            }
            venue.awaitStandstill();
        }

        /** As far as a call auction that waits for its price. */
        private static void requestUncross(final FailingVenue venue)
        {
            final EventPublisher publisher = venue.publisher();
            final int instrument = Scope.instrument(0);
            publisher.calendarDay(0, 0, venue.timeNs, 20_251_009, Venue.at(0), Venue.at(23_400), Venue.at(86_400));
            venue.timeNs = Venue.at(1);
            publisher.referencePrice(0, 0, venue.timeNs, venue.timeNs, instrument,
                ReferenceKind.PREVIOUS_CLOSE.code(), 0, 99_000_000_000L, 0);
            publisher.referencePrice(0, 0, venue.timeNs, venue.timeNs, instrument,
                ReferenceKind.BREAKER_REFERENCE.code(), 0, 100_000_000_000L, 0);
            venue.timeNs = Venue.at(2);
            publisher.quote(0, 0, venue.timeNs, venue.timeNs, 0, 0, 1, 9_400, 100, 9_500, 100);
            for (final int seconds : new int[]{17, 317})
            {
                venue.timeNs = Venue.at(seconds);
                publisher.tick(venue.timeNs, InputFlags.CLOCK_JUMP_ACCEPTED);
                venue.idle();
            }
            assertThat(venue.told).anyMatch(line -> line.startsWith("UNCROSS_REQUEST"));
        }
    }

    @ParameterizedTest
    @EnumSource(Failure.class)
    void shouldDoWhatIsDeclaredWhenTheEngineStoresTheBoard(final Failure failure)
    {
        observe(failure, Mode.DIRECT);
    }

    @ParameterizedTest
    @EnumSource(Failure.class)
    void shouldDoWhatIsDeclaredWhenTheVenueAppliesTheBoard(final Failure failure)
    {
        observe(failure, Mode.SEQUENCED);
    }

    private static void observe(final Failure failure, final Mode mode)
    {
        final FailingVenue venue = failure.venue(mode);
        venue.lastsNs = failure.lastsNs;
        failure.injected.accept(venue);
        final long fromNs = venue.timeNs;
        final long thenNs = fromNs + failure.lastsNs;
        final String gate = String.join(", ", venue.gate(0, fromNs), venue.gate(0, thenNs - 1), venue.gate(0, thenNs)) +
            " | " + venue.gate(1, thenNs);
        assertThat(gate).as(failure + ": gate").isEqualTo(failure.gate);
        assertThat(venue.latches()).as(failure + ": latch").isEqualTo(failure.latch);
        failure.over.accept(venue);
        final String after = venue.gate(0, venue.timeNs) +
            (failure.after.contains("the other") ? ", the other " + venue.gate(1, venue.timeNs) : "");
        assertThat(after).as(failure + ": afterwards, told " + venue.told).isEqualTo(failure.after);
        assertThat(venue.close()).as(failure + ": close").isEqualTo(failure.close);
        if (!failure.told.isEmpty())
        {
            assertThat(venue.told).as(failure.toString()).contains(failure.told);
        }
    }

    /** What is printed for people is what was tested. */
    @Test
    void shouldStandInThePageAsItIsTested() throws IOException
    {
        final String page = Files.readString(Path.of("").toAbsolutePath().getParent().resolve("docs/modes.md"));
        for (final Failure failure : Failure.values())
        {
            assertThat(page).contains(failure.line());
        }
    }
}
