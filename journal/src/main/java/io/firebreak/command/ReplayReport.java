package io.firebreak.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.firebreak.journal.JournalVerdict;
import io.firebreak.record.RecoveryStart;
import io.firebreak.replay.Divergence;
import io.firebreak.replay.ReplayResult;
import io.firebreak.rulebook.CompiledRulebook;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * What {@code verify} and {@code replay} say, as text or as one JSON object.
 *
 * @param directory  the journal.
 * @param result     what was found.
 * @param isReplayed whether an engine ran.
 * @param rulebook   the other rulebook that decided, or null.
 * @param start      the snapshot behind which it was replayed; null from the beginning.
 * @param notCovered what the verdict says nothing about; empty where no proof is claimed.
 */
record ReplayReport(
    Path directory, ReplayResult result, boolean isReplayed, CompiledRulebook rulebook, RecoveryStart start,
    List<String> notCovered)
{
    int exitCode()
    {
        switch (result.verdict())
        {
            case CORRUPT:
                return ExitCode.CORRUPT;
            case TRUNCATED:
                return ExitCode.TRUNCATED;
            case UNSUPPORTED:
                return ExitCode.UNSUPPORTED;
            case DIVERGED:
                return ExitCode.DIVERGED;
            case STOPPED:
                return ExitCode.UNHEALTHY;
            default:
                return ExitCode.OK;
        }
    }

    void print(final PrintWriter out, final boolean isJson)
    {
        if (isJson)
        {
            out.println(json());
        }
        else
        {
            text(out);
        }
        out.flush();
    }

    private String json()
    {
        final ObjectNode root = Json.object();
        root.put("verdict", result.verdict().name().toLowerCase(Locale.ROOT));
        root.put("detail", detail());
        if (start != null)
        {
            root.put("fromSnapshot", start.snapshot());
            root.put("fromSequence", start.sequence());
            start.passedOver().forEach(root.putArray("passedOver")::add);
        }
        root.put("records", result.records());
        if (isReplayed)
        {
            root.put("identical", result.identical());
        }
        else
        {
            root.putNull("identical");
        }
        root.put("otherLayout", result.otherLayout());
        if (!result.otherVersions().isEmpty())
        {
            result.otherVersions().forEach(root.putArray("otherLayoutVersions")::add);
        }
        root.put("decisions", result.decisions());
        if (result.integrity() instanceof JournalVerdict.Whole whole)
        {
            root.put("documents", whole.documents());
            root.put("lastSequence", whole.lastSequence());
            root.put("digest", hex(whole.digest()));
            root.put("closed", whole.closed());
        }
        else if (result.integrity() instanceof JournalVerdict.Corrupt corrupt)
        {
            root.put("corruptFrom", corrupt.fromSequence());
            root.put("corruptTo", corrupt.toSequence());
        }
        else if (result.integrity() instanceof JournalVerdict.Truncated truncated)
        {
            root.put("lastSequence", truncated.lastSequence());
            root.put("acknowledged", truncated.headSequence());
        }
        if (!notCovered.isEmpty())
        {
            notCovered.forEach(root.putArray("notCovered")::add);
        }
        root.put("undecided", result.undecided());
        if (result.undecided() > 0)
        {
            root.put("undecidedFrom", result.undecidedFrom());
        }
        if (result.stoppedAt() != 0)
        {
            root.put("stoppedAt", result.stoppedAt());
        }
        final Divergence divergence = result.firstDivergence();
        if (divergence == null)
        {
            root.putNull("firstDivergence");
        }
        else
        {
            final ObjectNode node = root.putObject("firstDivergence");
            node.put("sequence", divergence.sequence()).put("decision", divergence.decision())
                .put("message", divergence.message());
            node.putArray("differences").addAll(divergence.differences().stream().map(difference ->
                Json.object().put("field", difference.field()).put("journal", difference.journal())
                    .put("replayed", difference.replayed())).toList());
        }
        return Json.text(root);
    }

    private void text(final PrintWriter out)
    {
        line(out, "journal", directory.toString());
        if (rulebook != null)
        {
            line(out, "rulebook", rulebook.name() + " " + rulebook.version() + " instead of the journal's own");
        }
        if (start != null)
        {
            line(out, "snapshot", start.snapshot());
            start.passedOver().forEach(one -> line(out, "", "passed over: " + one));
        }
        if (result.integrity() instanceof JournalVerdict.Whole whole)
        {
            line(out, "documents", count(whole.documents()) + (whole.closed() ? ", closed" : ", not closed"));
            line(out, "last", "sequence " + count(whole.lastSequence()) + ", digest " + hex(whole.digest()));
        }
        line(out, "records", count(result.records()) + (start == null ? "" : " behind the snapshot") +
            (isReplayed ? ", identical " + count(result.identical()) : ", not replayed"));
        if (result.otherLayout() > 0)
        {
            line(out, "", count(result.otherLayout()) + " of them by a build of another layout version: decisions " +
                "compared, digests cannot be");
        }
        if (result.undecided() > 0)
        {
            line(out, "", count(result.undecided()) + " of them journaled undecided, the first is record " +
                count(result.undecidedFrom()));
        }
        line(out, "decisions", count(result.decisions()) +
            (rulebook != null ? ", now " + count(result.replayedDecisions()) : ""));
        line(out, "verdict", result.verdict() + ": " + detail());
        String name = "not shown";
        for (final String one : notCovered)
        {
            line(out, name, one);
            name = "";
        }
        final Divergence divergence = result.firstDivergence();
        if (divergence != null)
        {
            out.println();
            out.println("First divergence: record " + divergence.sequence() + (divergence.decision() == 0 ? ", " :
                ", decision " + divergence.decision() + ", ") + divergence.message());
            differences(out, divergence);
        }
    }

    private static void differences(final PrintWriter out, final Divergence divergence)
    {
        int field = "FIELD".length();
        int journal = "JOURNAL".length();
        for (final Divergence.Difference difference : divergence.differences())
        {
            field = Math.max(field, difference.field().length());
            journal = Math.max(journal, difference.journal().length());
        }
        final String format = "  %-" + field + "s  %" + journal + "s  %s%n";
        out.printf(Locale.ROOT, format, "FIELD", "JOURNAL", "REPLAYED");
        for (final Divergence.Difference difference : divergence.differences())
        {
            out.printf(Locale.ROOT, format, difference.field(), difference.journal(), difference.replayed());
        }
    }

    /** The verdict in words. */
    String detail()
    {
        if (result.integrity() instanceof JournalVerdict.Corrupt corrupt)
        {
            return corrupt.what() + (corrupt.toSequence() < corrupt.fromSequence() ? "" : "; records " +
                corrupt.fromSequence() + " to " + corrupt.toSequence() + " cannot be trusted");
        }
        if (result.integrity() instanceof JournalVerdict.Truncated truncated)
        {
            return "ends at sequence " + truncated.lastSequence() + " in document " + truncated.documents() +
                (truncated.headSequence() > truncated.lastSequence() ?
                ", but sequence " + truncated.headSequence() + " was acknowledged" :
                ", but there was a document " + truncated.headDocuments());
        }
        if (result.integrity() instanceof JournalVerdict.Unsupported unsupported)
        {
            return unsupported.what() + ": use the build that wrote it";
        }
        if (result.verdict() == ReplayResult.Verdict.STOPPED)
        {
            return "the live engine stopped deciding at sequence " + result.stoppedAt() + (isReplayed ?
                "; every decision " + (start == null ?
                "before it" : "between") + " re-derived" + digests() : "") +
                ": its error log says why, a restart goes on";
        }
        if (result.firstDivergence() != null)
        {
            return rulebook == null ? "the engine decides otherwise" :
                count(result.records() - result.identical()) + " records are decided otherwise";
        }
        final boolean isOpen = result.integrity() instanceof JournalVerdict.Whole whole && !whole.closed();
        if (start != null)
        {
            return "whole behind sequence " + start.sequence() +
                (isOpen ? " up to its open end" : "") +
                ", and every decision there re-derived" + digests() + undecided() + "; what lies before is not covered";
        }
        return (isOpen ? "whole up to its open end at sequence " + ((JournalVerdict.Whole)result.integrity())
            .lastSequence() : "whole") + (isReplayed ? ", and every decision re-derived" + digests() : "") +
            undecided();
    }

    /** What was compared is said to be no more than it was; under another rulebook no digest is. */
    private String digests()
    {
        return result.otherLayout() == 0 || rulebook != null ? "" : "; the digests of " + count(result.otherLayout()) +
            " records, written under layout version " + versions(result) + ", cannot be compared";
    }

    private String undecided()
    {
        return result.undecided() == 0 ? "" : "; " + count(result.undecided()) + " inputs from record " +
            result.undecidedFrom() + " on were journaled undecided by an engine that had stopped, and a restart " +
            "has gone on from them";
    }

    /** The layout versions of the records whose digests cannot be compared. */
    static String versions(final ReplayResult result)
    {
        return result.otherVersions().stream().map(String::valueOf).collect(Collectors.joining(" and "));
    }

    private static void line(final PrintWriter out, final String name, final String text)
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
