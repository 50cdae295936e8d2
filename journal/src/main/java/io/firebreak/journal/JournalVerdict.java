package io.firebreak.journal;

/** What a reading of a journal found. */
public sealed interface JournalVerdict
{
    /**
     * Every document up to the end, and at least up to the head, is as it was written.
     *
     * @param documents    number of documents.
     * @param records      number of inputs.
     * @param lastSequence of the last input, 0 none.
     * @param digest       running digest after it.
     * @param chain        chain value of the last document.
     * @param closed       whether the journal ends with a clean close; a journal that is being written does not.
     */
    record Whole(long documents, long records, long lastSequence, long digest, int chain, boolean closed)
        implements JournalVerdict
    {
    }

    /**
     * Bytes are not as they were written. What lies before was handed to the visitor.
     *
     * @param fromSequence first input that cannot be trusted.
     * @param toSequence   last such input: the next document that is sound in itself begins behind it, or the head
     *                     ends there; at least {@code fromSequence - 1}, which says that no input is touched.
     * @param what         which document or record, and what is wrong with it.
     */
    record Corrupt(long fromSequence, long toSequence, String what) implements JournalVerdict
    {
    }

    /**
     * Sound as far as it goes, but it went further once: the head names a later document, the record buffer let go of
     * later records, or the last file ends inside a document.
     *
     * @param lastSequence of the last input there is.
     * @param headSequence of the last input that is known to have been acknowledged; at least {@code lastSequence}.
     * @param documents    documents there are.
     * @param headDocuments documents that there were at least.
     */
    record Truncated(long lastSequence, long headSequence, long documents, long headDocuments)
        implements JournalVerdict
    {
    }

    /**
     * Written by another version, whose meaning this one does not know.
     *
     * @param what which version, and which are known.
     */
    record Unsupported(String what) implements JournalVerdict
    {
    }

    /**
     * The visitor wanted no more.
     *
     * @param lastSequence of the record at which it stopped.
     */
    record Stopped(long lastSequence) implements JournalVerdict
    {
    }
}
