package io.firebreak.engine;

import io.firebreak.book.BookView;

/** The engine's books, for those who look at them on the engine's own thread, between inputs. */
public final class EngineBook
{
    private EngineBook()
    {
    }

    /**
     * A book of an engine.
     *
     * @param engine          whose thread this is.
     * @param instrumentIndex below the capacity.
     * @return a flyweight of the caller's own, which follows the book; allocated once, at set-up.
     * @throws IllegalArgumentException for an index that the engine has no room for.
     */
    public static BookView of(final BreakerEngine engine, final int instrumentIndex)
    {
        final int instruments = engine.capacities().instruments();
        if (instrumentIndex < 0 || instrumentIndex >= instruments)
        {
            throw new IllegalArgumentException("instrument " + instrumentIndex + ": 0 to " + (instruments - 1));
        }
        return engine.memory().layout().newBookView(instrumentIndex);
    }
}
