package io.firebreak;

import static io.firebreak.Venue.at;
import static org.assertj.core.api.Assertions.assertThat;

import io.firebreak.market.ParticipantEventKind;
import java.util.ArrayDeque;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * A window that runs out of room: gross counters never lose a value early and keep one late by a part of the window at
 * most; a signed counter, which could be wrong either way, freezes instead; both are told. Seed 20261123.
 */
class ParticipantWindowTest
{
    private static final int ROOM = 16;
    private static final long WINDOW_NS = 5_000_000_000L;
    private static final long QUANTUM_NS = WINDOW_NS / (ROOM / 2 - 1);

    @Test
    void shouldStayBetweenTheExactSumAndThatOfAQuantumMoreWhenTheWindowIsFull()
    {
        try (ParticipantVenue venue = new ParticipantVenue(ParticipantVenue.load("bybit-mmp",
            "participants.base_coin.qty.limit_lots=1000000000", "participants.base_coin.delta.enabled=false"),
            ParticipantVenue.capacities(ROOM), null, 0).define(0, "base_coin"))
        {
            final SplittableRandom random = new SplittableRandom(20261123L);
            final ArrayDeque<long[]> all = new ArrayDeque<>();
            long timeNs = at(1);
            int told = 0;
            int late = 0;
            for (int i = 0; i < 20_000; i++)
            {
                timeNs += random.nextInt(50) == 0 ? random.nextLong(6_000_000_000L) : random.nextLong(400_000_000L);
                final long lots = random.nextLong(1, 100);
                venue.publisher.participantFill(0, 0, timeNs, 0, 0, 0, 0, true, 1, lots, 0, 0, 0, 0);
                all.addLast(new long[] {timeNs, lots});
                final long nowNs = timeNs;
                final long exact = sum(all, nowNs - WINDOW_NS);
                final long most = sum(all, nowNs - WINDOW_NS - QUANTUM_NS);
                final long sum = venue.breaker.engine().participant(0).controls().get(0).sum();
                assertThat(sum).as("event %d", i).isBetween(exact, most);
                late += sum > exact ? 1 : 0;
                told += venue.decisions().size();
                all.removeIf(one -> one[0] <= nowNs - 2 * WINDOW_NS);
            }
            assertThat(told).as("told once a spell").isBetween(10, 1_000);
            assertThat(late).isGreaterThan(100);
        }
    }

    @Test
    void shouldFreezeWhenASignedCounterHasNoRoomForOneMoreInstant()
    {
        try (ParticipantVenue venue = new ParticipantVenue(ParticipantVenue.load("bybit-mmp",
            "participants.base_coin.qty.enabled=false"), ParticipantVenue.capacities(ROOM), null, 0)
            .define(0, "base_coin"))
        {
            for (int i = 0; i < ROOM; i++)
            {
                assertThat(venue.fill(i * 0.01, 0, 0, true, 1, i % 2 == 0 ? 1 : -1)).isEmpty();
            }
            assertThat(venue.fill(0.15, 0, 0, true, 1, 1)).as("the instant of the newest has room").isEmpty();
            assertThat(venue.fill(0.2, 0, 0, true, 1, 1)).singleElement().asString()
                .startsWith("FREEZE 0 PARTICIPANT_LIMIT MMP DELTA " + Long.MAX_VALUE);
        }
    }

    @Test
    void shouldForgetTheOldestKeyAndSayItWhenTooManyOrdersCome()
    {
        try (ParticipantVenue venue = new ParticipantVenue(ParticipantVenue.load("participant-controls",
            "participants.member.messages.enabled=false", "participants.member.messages_per_fill.enabled=false"),
            ParticipantVenue.capacities(ROOM), null, 0)
            .define(0, "member"))
        {
            for (int i = 0; i < ROOM; i++)
            {
                assertThat(venue.order(1 + i * 0.001, 0, 0, 1, 100 + i)).isEmpty();
            }
            assertThat(venue.order(1.1, 0, 0, 1, 200)).singleElement().asString()
                .startsWith("QUALITY WINDOW_COALESCED");
            assertThat(venue.order(1.1, 0, 0, 1, 101)).containsExactly(
                "REJECT 0 PARTICIPANT_LIMIT DUPLICATE KEY 2 > 1");
            assertThat(venue.order(1.1, 0, 0, 1, 100)).isEmpty();
        }
    }

    @Test
    void shouldRefuseNoMoreThanOnceAnInstantLateWhenAThrottleIsLargerThanItsRoom()
    {
        try (ParticipantVenue venue = new ParticipantVenue(ParticipantVenue.load("participant-controls",
            "participants.member.messages.limit_count=100"), ParticipantVenue.capacities(ROOM), null, 0)
            .define(0, "member"))
        {
            for (int i = 0; i < 100; i++)
            {
                assertThat(refusals(venue.message(1 + i * 0.005, 0, ParticipantEventKind.MESSAGE))).isZero();
            }
            assertThat(refusals(venue.message(1.6, 0, ParticipantEventKind.MESSAGE))).isOne();
            // all have left when a window and its quantum have passed
            assertThat(refusals(venue.message(2.5 + 1.0 / 7, 0, ParticipantEventKind.MESSAGE))).isZero();
            assertThat(venue.breaker.engine().participant(0).controls().get(1).sum()).isOne();
        }
    }

    private static long refusals(final List<String> lines)
    {
        return lines.stream().filter(line -> line.startsWith("REJECT")).count();
    }

    private static long sum(final Iterable<long[]> all, final long afterNs)
    {
        long sum = 0;
        for (final long[] one : all)
        {
            sum += one[0] > afterNs ? one[1] : 0;
        }
        return sum;
    }
}
