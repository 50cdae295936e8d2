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
    private final PrintWriter err;

    DigestComparison(final Path directory, final CompiledRulebook rulebook, final boolean isJson,
        final PrintWriter out, final PrintWriter err)
    {
        this.directory = directory;
        this.rulebook = rulebook;
        this.isJson = isJson;
        this.out = out;
        this.err = err;
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
            throw new UserMistake(ex.getMessage(), ExitCode.UNSUPPORTED);
        }
    }

    private int print(final long every)
    {
        final RunDigests run = RunDigests.replayed(directory, rulebook);
        final int damage = Journals.judge(directory, run.verdict(), err);
        final long[] sequences = LongStream.concat(
            LongStream.rangeClosed(1, run.last() / every).map(i -> i * every), LongStream.of(run.last()))
            .filter(sequence -> sequence >= run.from()).distinct().toArray();
        if (!isJson)
        {
            out.println("SEQUENCE            DIGEST            ARENA");
        }
        run.each(sequences, (index, digest, arenaHash) -> out.println(isJson
            ? Json.line(Json.object().put("sequence", sequences[index]).put("digest", hex(digest))
            .put("arenaHash", hex(arenaHash)))
            : String.format(Locale.ROOT, "%-18d  %s  %s", sequences[index], hex(digest), hex(arenaHash))));
        out.flush();
        if (run.from() > 1)
        {
            err.println("firebreak: no digests up to record " + (run.from() - 1) + ": the journal has "
                + run.otherLayouts() + ", and what stands there are digests of other lines");
            err.flush();
        }
        return damage != ExitCode.OK ? damage : run.from() > 1 ? ExitCode.UNSUPPORTED : ExitCode.OK;
    }

    private int compare(final Path against) throws IOException
    {
        final boolean isJournal = Files.isDirectory(against);
        if (isJournal)
        {
            Journals.open(against);
        }
        final RunDigests journal = isJournal ? RunDigests.recorded(against) : null;
        final DigestSource other = isJournal ? journal : digestFile(against);
        final RunDigests own = isJournal && rulebook == null ? RunDigests.recorded(directory)
            : RunDigests.replayed(directory, rulebook);
        final int here = Journals.judge(directory, own.verdict(), err);
        final int there = isJournal ? Journals.judge(against, journal.verdict(), err) : ExitCode.OK;
        final int damage = here == ExitCode.OK ? there : here;
        if (!isJournal && own.last() < other.known()[0])
        {
            throw new UserMistake(against + " begins with record " + other.known()[0] + ", and the journal in "
                + directory + " ends at " + own.last() + ": there is nothing to compare",
                damage == ExitCode.OK ? ExitCode.FAILED : damage);
        }
        if (isJournal && rulebook != null)
        {
            requireOwnLayout(directory, own);
            requireOwnLayout(against, journal);
        }
        final Comparison found = !isJournal || own.hasSameLayouts(journal)
            ? digests(against, own, other, journal) : records(against, own, journal);
        if (isJson)
        {
            out.println(Json.text(json(own, other, found, damage)));
        }
        else
        {
            if (isJournal && !own.hasSameImage(journal))
            {
                line("images", "differ: other parameters decided; hashes and decision numbers are left aside below");
            }
            text(against, own, other, found, damage);
        }
        out.flush();
        return damage != ExitCode.OK ? damage
            : found.place.isDifferent() || own.last() != other.last() && isJournal ? ExitCode.DIVERGED
            : found.place.from() > 1 ? ExitCode.UNSUPPORTED : ExitCode.OK;
    }

    private void requireOwnLayout(final Path journal, final RunDigests run)
    {
        if (!run.otherLayouts().isEmpty())
        {
            throw new UserMistake("--rulebook with --against compares digests, and " + journal + " has "
                + run.otherLayouts() + ", whose digests are of other lines: ./firebreak replay " + directory
                + " --rulebook compares the decisions", ExitCode.UNSUPPORTED);
        }
    }

    private static DigestFile digestFile(final Path file) throws IOException
    {
        try
        {
            return DigestFile.read(file);
        }
        catch (final IllegalArgumentException ex)
        {
            throw new UserMistake(ex.getMessage());
        }
    }

    /** What was found: a record where inputs or decisions differ, and what of it. */
    private record Comparison(Bisection.Place place, boolean isOfDigests, long different, Divergence divergence)
    {
    }

    private Comparison digests(
        final Path against, final RunDigests own, final DigestSource other, final RunDigests journal)
        throws IOException
    {
        final Bisection.Place place = Bisection.locate(own, other);
        if (journal == null || rulebook != null || !place.isDifferent())
        {
            return new Comparison(place, true, 0, null);
        }
        // Under another image the memory differs from the beginning, and what counts is the first other decision.
        final boolean isSame = own.hasSameImage(journal);
        final TwoRecords records = new TwoRecords(directory, against, !isSame);
        final long different = records.firstDifferent(isSame ? Math.max(1, place.differing() - LONGEST_TURN) : 1,
            isSame ? place.differing() : place.compared());
        return new Comparison(place, true, different, different == 0 ? null : records.compare(different));
    }

    /** Of other layout versions: the digests differ from there on, whatever was decided. */
    private Comparison records(final Path against, final RunDigests own, final RunDigests journal) throws IOException
    {
        final long compared = Math.min(own.last(), journal.last());
        final TwoRecords records = new TwoRecords(directory, against, !own.hasSameImage(journal));
        final long different = records.firstDifferent(1, compared);
        final long agreed = different == 0 ? compared : different - 1;
        return new Comparison(new Bisection.Place(1, agreed, different, compared, 1, 0), false, different,
            different == 0 ? null : records.compare(different));
    }

    private void text(
        final Path against, final RunDigests own, final DigestSource other, final Comparison found, final int damage)
    {
        final Bisection.Place place = found.place;
        final Divergence divergence = found.divergence;
        line("journal", directory + ", " + count(own.last()) + " records"
            + (rulebook == null ? "" : ", decided by " + rulebook.name() + " " + rulebook.version()));
        line("against", against + (other.known() == null ? ", " + count(other.last()) + " records"
            : ", " + count(other.known().length) + " digests up to record " + count(other.last())));
        if (found.isOfDigests && place.from() > 1)
        {
            line("layouts", own.otherLayouts() + ": up to record " + count(place.from() - 1)
                + " there are no digests to compare");
        }
        line("compared", !found.isOfDigests ? "inputs and decisions up to record " + count(place.compared())
            + ", not the digests: other layout versions wrote them"
            : count(place.probes()) + " pairs of digests in " + place.readings()
            + (place.readings() == 1 ? " reading" : " readings") + " of each, up to record "
            + count(place.compared()));
        if (!place.isDifferent())
        {
            line("verdict", (found.isOfDigests ? "the same digests" : "the same inputs and decisions")
                + (place.from() > 1 ? " from record " + place.from() + " on" : "")
                + (damage == ExitCode.OK ? "" : " up to record " + count(place.compared())
                + ", and what lies behind is damaged or missing")
                + (own.last() == other.last() || other.known() != null ? ""
                : ", and one goes on for " + count(Math.abs(own.last() - other.last())) + " records"));
            return;
        }
        line("verdict", !found.isOfDigests ? "the first differing record is " + place.differing()
            : place.isExact() ? "the first differing digest is behind record " + place.differing()
            : "the digests agree behind record " + place.agreed() + " and differ behind record " + place.differing()
            + "; between the two none is known");
        if (other.known() != null)
        {
            line("next", "./firebreak replay " + directory + " --digest-every N with a smaller N there, or bring its "
                + "journal here");
            return;
        }
        if (rulebook != null)
        {
            line("next", "./firebreak replay " + directory + " --rulebook shows the first decision that differs");
            return;
        }
        if (divergence == null)
        {
            line("record", "its input and decisions are the same in both, as are those before: the engines' memory "
                + "came apart unseen");
            line("next", "./firebreak state JOURNAL --at " + place.differing() + ", of each of them");
            return;
        }
        line("record", found.different + (found.different >= place.differing() ? ""
            : ", which shows only in the digest behind "
            + place.differing()) + ": " + (divergence.decision() == 0 ? "its input " : "its decision "
            + divergence.decision() + ", ") + divergence.message());
        out.println();
        final TextTable table = new TextTable("FIELD", "JOURNAL", "AGAINST");
        divergence.differences().forEach(difference ->
            table.row(difference.field(), difference.journal(), difference.replayed()));
        table.print(out, "  ");
    }

    private static ObjectNode json(
        final DigestSource own, final DigestSource other, final Comparison found, final int damage)
    {
        final Bisection.Place place = found.place;
        final ObjectNode root = Json.object();
        root.put("records", own.last()).put("againstRecords", other.last()).put("compared", place.compared());
        root.put("from", place.from()).put("digestsCompared", found.isOfDigests).put("whole", damage == ExitCode.OK);
        root.put("same", !place.isDifferent() && place.from() == 1 && damage == ExitCode.OK);
        root.put("readings", place.readings()).put("probes", place.probes());
        root.put("agreed", place.agreed());
        root.put("differing", place.isDifferent() ? (Long)place.differing() : null);
        root.put("exact", place.isDifferent() && place.isExact());
        root.put("differentRecord", found.different == 0 ? null : (Long)found.different);
        final Divergence divergence = found.divergence;
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
