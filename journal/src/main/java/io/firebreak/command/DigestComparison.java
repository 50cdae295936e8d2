package io.firebreak.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.firebreak.replay.Bisection;
import io.firebreak.replay.DigestFile;
import io.firebreak.replay.DigestSource;
import io.firebreak.replay.Divergence;
import io.firebreak.replay.RunDigests;
import io.firebreak.replay.TwoRecords;
import io.firebreak.rulebook.CompiledRulebook;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.LongStream;

/** {@code replay --digest-every} and {@code replay --against}. */
final class DigestComparison
{
    /** The digest takes one line of the arena at a time: a difference shows within one turn through it. */
    private static final long LONGEST_TURN = 1 << 22;

    private final Path directory;
    private final CompiledRulebook rulebook;
    private final boolean isJson;
    private final PrintWriter out;

    DigestComparison(
        final Path directory, final CompiledRulebook rulebook, final boolean isJson, final PrintWriter out)
    {
        this.directory = directory;
        this.rulebook = rulebook;
        this.isJson = isJson;
        this.out = out;
    }

    int run(final Long every, final Path against) throws IOException
    {
        if (every != null && against != null)
        {
            throw new UserMistake("--digest-every prints digests and --against compares them: give one of the two",
                ExitCode.USAGE);
        }
        if (every != null && every < 1)
        {
            throw new UserMistake("--digest-every " + every + ": write a number above 0", ExitCode.USAGE);
        }
        Journals.open(directory);
        try
        {
            return every != null ? print(every) : compare(against);
        }
        catch (final IllegalArgumentException ex)
        {
            throw new UserMistake(ex.getMessage(),
                against != null && !Files.isDirectory(against) ? ExitCode.FAILED : ExitCode.UNSUPPORTED);
        }
    }

    private int print(final long every)
    {
        final RunDigests run = RunDigests.replayed(directory, rulebook);
        final long[] sequences = LongStream.concat(
            LongStream.rangeClosed(1, run.last() / every).map(i -> i * every), LongStream.of(run.last()))
            .filter(sequence -> sequence > 0).distinct().toArray();
        if (!isJson)
        {
            out.println("SEQUENCE            DIGEST            ARENA");
        }
        run.each(sequences, (index, digest, arenaHash) -> out.println(isJson
            ? Json.line(Json.object().put("sequence", sequences[index]).put("digest", hex(digest))
            .put("arenaHash", hex(arenaHash)))
            : String.format(Locale.ROOT, "%-18d  %s  %s", sequences[index], hex(digest), hex(arenaHash))));
        out.flush();
        return ExitCode.OK;
    }

    private int compare(final Path against) throws IOException
    {
        final boolean isJournal = Files.isDirectory(against);
        if (isJournal)
        {
            Journals.open(against);
        }
        final RunDigests journal = isJournal ? RunDigests.recorded(against) : null;
        final DigestSource other = isJournal ? journal : DigestFile.read(against);
        final RunDigests own = isJournal && rulebook == null ? RunDigests.recorded(directory)
            : RunDigests.replayed(directory, rulebook);
        final Bisection.Place place = Bisection.locate(own, other);
        long different = 0;
        Divergence divergence = null;
        if (isJournal && place.isDifferent())
        {
            // Under another image the memory differs from the beginning, and what counts is the first other decision.
            final boolean isSame = own.hasSameImage(journal);
            final TwoRecords records = new TwoRecords(directory, against, !isSame);
            different = records.firstDifferent(isSame ? Math.max(1, place.differing() - LONGEST_TURN) : 1,
                isSame ? place.differing() : place.compared());
            divergence = different == 0 ? null : records.compare(different);
        }
        if (isJson)
        {
            out.println(Json.text(json(own, other, place, different, divergence)));
        }
        else
        {
            if (isJournal && !own.hasSameImage(journal))
            {
                line("images", "differ: other parameters decided; hashes and decision numbers are left aside below");
            }
            text(against, own, other, place, different, divergence);
        }
        out.flush();
        return place.isDifferent() || own.last() != other.last() && isJournal ? ExitCode.DIVERGED : ExitCode.OK;
    }

    private void text(
        final Path against, final DigestSource own, final DigestSource other, final Bisection.Place place,
        final long different, final Divergence divergence)
    {
        line("journal", directory + ", " + count(own.last()) + " records"
            + (rulebook == null ? "" : ", decided by " + rulebook.name() + " " + rulebook.version()));
        line("against", against + (other.known() == null ? ", " + count(other.last()) + " records"
            : ", " + count(other.known().length) + " digests up to record " + count(other.last())));
        line("compared", count(place.probes()) + " pairs of digests in " + place.readings()
            + (place.readings() == 1 ? " reading" : " readings") + " of each, up to record "
            + count(place.compared()));
        if (!place.isDifferent())
        {
            line("verdict", "the same digests" + (own.last() == other.last() || other.known() != null ? ""
                : ", and one goes on for " + count(Math.abs(own.last() - other.last())) + " records"));
            return;
        }
        line("verdict", place.isExact() ? "the first differing digest is behind record " + place.differing()
            : "the digests agree behind record " + place.agreed() + " and differ behind record " + place.differing()
            + "; between the two none is known");
        if (other.known() != null)
        {
            line("next", "./firebreak replay " + directory + " --digest-every N with a smaller N there, or bring its "
                + "journal here");
            return;
        }
        if (divergence == null)
        {
            line("record", "its input and decisions are the same in both, as are those before: the engines' memory "
                + "came apart unseen");
            line("next", "./firebreak state JOURNAL --at " + place.differing() + ", of each of them");
            return;
        }
        line("record", different + (different >= place.differing() ? "" : ", which shows only in the digest behind "
            + place.differing()) + ": " + (divergence.decision() == 0 ? "its input " : "its decision "
            + divergence.decision() + ", ") + divergence.message());
        out.println();
        final TextTable table = new TextTable("FIELD", "JOURNAL", "AGAINST");
        divergence.differences().forEach(difference ->
            table.row(difference.field(), difference.journal(), difference.replayed()));
        table.print(out, "  ");
    }

    private static ObjectNode json(
        final DigestSource own, final DigestSource other, final Bisection.Place place, final long different,
        final Divergence divergence)
    {
        final ObjectNode root = Json.object();
        root.put("records", own.last()).put("againstRecords", other.last()).put("compared", place.compared());
        root.put("same", !place.isDifferent()).put("readings", place.readings()).put("probes", place.probes());
        root.put("agreed", place.agreed());
        root.put("differing", place.isDifferent() ? (Long)place.differing() : null);
        root.put("exact", place.isDifferent() && place.isExact());
        root.put("differentRecord", different == 0 ? null : (Long)different);
        if (divergence != null)
        {
            root.put("message", divergence.message()).put("decision", divergence.decision());
            divergence.differences().forEach(difference -> root.withArray("/differences").addObject()
                .put("field", difference.field()).put("journal", difference.journal())
                .put("against", difference.replayed()));
        }
        return root;
    }

    private void line(final String name, final String text)
    {
        out.printf(Locale.ROOT, "%-9s  %s%n", name, text);
    }

    private static String count(final long value)
    {
        return String.format(Locale.ROOT, "%,d", value);
    }

    private static String hex(final long value)
    {
        return String.format("%016x", value);
    }
}
