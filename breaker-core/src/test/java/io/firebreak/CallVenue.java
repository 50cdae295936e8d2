package io.firebreak;

import static io.firebreak.Venue.at;

import io.firebreak.arena.Capacities;
import io.firebreak.market.InputFlags;
import io.firebreak.market.OperatorCommandKind;
import io.firebreak.market.ReferenceKind;
import io.firebreak.market.Scope;
import io.firebreak.rulebook.CompiledRulebook;
import io.firebreak.rulebook.Rulebook;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * One stock at 100.00 with a band of 5 % that pauses after a second at it, on a day from 0 to 20,000 s: the smallest
 * venue at which every reopening can be tried.
 */
final class CallVenue implements AutoCloseable
{
    static final double CLOSE = 20_000;
    static final long NONE = Long.MIN_VALUE;

    final Venue venue;
    final CompiledRulebook rulebook;
    final CallLog log = new CallLog();
    private long nonce;

    CallVenue(final Path directory, final String reopening, final String rest)
    {
        this(load(directory, reopening, "pause { length_s = 60 }\n" + rest, "by CalendarDay", "NONE"));
        day();
        reference(1);
    }

    CallVenue(final CompiledRulebook rulebook)
    {
        this.rulebook = rulebook;
        venue = new Venue(rulebook.image(), rulebook.imageHash(), Capacities.forInstruments(1)).define(0);
    }

    static CompiledRulebook load(
        final Path directory, final String reopening, final String rest, final String session, final String release)
    {
        final String text = String.join("\n",
            "rulebook { name = sample, version = \"1\", source = test }",
            "engine { host_timeout_s = 10, release_policy = UNDURABLE, release_after = " + release + " }",
            session.equals("by CalendarDay") ? "" : session,
            "classes { stock { quotes = CONSOLIDATED",
            "  references { mean { kind = MEAN, window_s = 300, gate { min_change_ppm = 10000 } } }",
            "  breakers = [ { id = band, monitor = QUOTE, limit_state_s = 1",
            "    reopening { " + reopening + " }",
            "    " + rest,
            "    rules = [ { id = five, observe = FAR_QUOTE, reference = mean, width_ppm = 50000 } ] } ] } }", "");
        try
        {
            return Rulebook.load(Files.writeString(directory.resolve("call.conf"), text).toString(), Map.of());
        }
        catch (final IOException ex)
        {
            throw new UncheckedIOException(ex);
        }
    }

    void day()
    {
        venue.calendar(0, CLOSE);
        venue.reference(1, ReferenceKind.PREVIOUS_CLOSE, 100_000_000_000L);
    }

    /** The reference is 100.00 from now on. */
    void reference(final double seconds)
    {
        venue.reference(seconds, ReferenceKind.BREAKER_REFERENCE, 100_000_000_000L);
    }

    /** The offer touches 95.00 or the bid 105.00 for a second: a trip at the end of it. */
    CallVenue trip(final double seconds, final boolean lower)
    {
        tick(seconds - 1);
        venue.quote(seconds - 1, lower ? 9_490 : 10_500, lower ? 9_500 : 10_510);
        tick(seconds);
        venue.quote(seconds, lower ? 9_600 : 10_300, lower ? 9_900 : 10_400);
        return this;
    }

    CallVenue tick(final double seconds)
    {
        for (double s = Math.floor((venue.breaker.engine().timeNs() - Venue.ORIGIN) / 1e9) + 5; s < seconds; s += 5)
        {
            venue.publisher.tick(at(s), 0);
        }
        venue.publisher.tick(at(seconds), InputFlags.CLOCK_JUMP_ACCEPTED);
        return this;
    }

    CallVenue indicative(final double seconds, final long priceTicks, final long leftoverLots)
    {
        tick(seconds);
        poll();
        venue.publisher.indicativePrice(0, 0, at(seconds), Scope.instrument(0), log.requestSeq, priceTicks, 0,
            leftoverLots);
        return this;
    }

    CallVenue result(final double seconds, final long priceTicks)
    {
        tick(seconds);
        poll();
        venue.publisher.auctionResult(0, 0, at(seconds), Scope.instrument(0), log.requestSeq, priceTicks, 1);
        return this;
    }

    /** Two operators let the instrument go on. */
    CallVenue resume(final double seconds)
    {
        tick(seconds);
        command(seconds, 7, OperatorCommandKind.RESUME);
        command(seconds, 8, OperatorCommandKind.APPROVE_RESUME);
        return this;
    }

    private void command(final double seconds, final long operator, final OperatorCommandKind kind)
    {
        nonce++;
        venue.publisher.operatorCommand(0, 0, at(seconds), Scope.instrument(0), operator, nonce, kind.code(), 0);
    }

    List<String> decisions()
    {
        poll();
        return log.drain();
    }

    void poll()
    {
        while (venue.breaker.decisions().poll(log, 1000) > 0)
        {
            continue;
        }
    }

    @Override
    public void close()
    {
        venue.close();
    }
}
