package io.firebreak.oracle;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Compares a subject with the model, day after day and decision by decision, and tells the first difference with what
 * led to it.
 */
final class Differential
{
    private static final int REMEMBERED = 25;

    private Differential()
    {
    }

    /** The first difference of a subject from the LULD model in so many events, or empty. */
    static Optional<String> luld(final long firstSeed, final long events,
        final Function<LuldSettings, OracleSubject<LuldEvent>> subjects)
    {
        long seed = firstSeed;
        for (long done = 0; done < events; seed++)
        {
            final RandomLuldStream stream = new RandomLuldStream(seed);
            final Day<LuldEvent> day = new Day<>("seed " + seed + " " + stream.settings(),
                new NaiveLuld(stream.settings()), subjects.apply(stream.settings()));
            day.compare(LuldEvent.tick(stream.startNs()));
            for (; done < events && !stream.over(); done++)
            {
                final Optional<String> difference = day.compare(stream.next());
                if (difference.isPresent())
                {
                    return difference;
                }
            }
        }
        return Optional.empty();
    }

    /** The first difference of a subject from the market-wide model in so many events, or empty. */
    static Optional<String> mwcb(final long firstSeed, final long events,
        final Function<MwcbSettings, OracleSubject<MwcbEvent>> subjects)
    {
        long seed = firstSeed;
        for (long done = 0; done < events; seed++)
        {
            final RandomMwcbStream stream = new RandomMwcbStream(seed);
            final Day<MwcbEvent> day = new Day<>("seed " + seed + " " + stream.settings(),
                new NaiveMwcb(stream.settings()), subjects.apply(stream.settings()));
            for (; done < events && !stream.over(); done++)
            {
                final Optional<String> difference = day.compare(stream.next());
                if (difference.isPresent())
                {
                    return difference;
                }
            }
        }
        return Optional.empty();
    }

    private static final class Day<E>
    {
        private final String title;
        private final OracleSubject<E> model;
        private final OracleSubject<E> subject;
        private final Deque<String> before = new ArrayDeque<>();
        private long count;

        Day(final String title, final OracleSubject<E> model, final OracleSubject<E> subject)
        {
            this.title = title;
            this.model = model;
            this.subject = subject;
        }

        Optional<String> compare(final E event)
        {
            final List<OracleDecision> expected = model.apply(event);
            final List<OracleDecision> actual = subject.apply(event);
            count++;
            if (!expected.equals(actual))
            {
                return Optional.of(title + ", event " + count + "\nbefore:\n  " + String.join("\n  ", before) +
                    "\nevent:  " + event + "\nmodel:   " + expected + "\nsubject: " + actual);
            }
            before.add(event + (expected.isEmpty() ? "" : " => " + expected));
            if (before.size() > REMEMBERED)
            {
                before.remove();
            }
            return Optional.empty();
        }
    }
}
