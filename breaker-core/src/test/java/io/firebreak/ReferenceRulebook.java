package io.firebreak;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** A rulebook with one band that denies only, or calls an auction, around a reference that the test writes. */
final class ReferenceRulebook
{
    private ReferenceRulebook()
    {
    }

    /** One that denies a print more than a tenth from {@code centre}. */
    static BandVenue open(final Path directory, final String references)
    {
        return open(directory, references, "trip_state = OPEN");
    }

    static BandVenue open(final Path directory, final String references, final String trip)
    {
        return open(directory, references, trip, "opening_window_s = 0");
    }

    static BandVenue open(final Path directory, final String references, final String trip, final String session)
    {
        try
        {
            final Path file = directory.resolve("own.conf");
            Files.writeString(file, "rulebook { name = own, version = \"1\", source = test }\n" +
                "engine { release_after = NONE, host_timeout_s = 30 }\nsession { " + session + " }\nclasses { one {\n" +
                " references { " + references + " }\n breakers = [ { id = band, monitor = BAND, " + trip +
                ", record_bands = false,\n rules = [ { id = limit, observe = POTENTIAL_TRADE, reference = centre,\n" +
                " comparator = GT, rounding = NONE, width_ppm = 100000 } ] } ] } }\n");
            return new BandVenue(file.toString(), "one", "0.01", Map.of());
        }
        catch (final IOException ex)
        {
            throw new UncheckedIOException(ex);
        }
    }
}
