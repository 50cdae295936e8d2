package io.firebreak.rulebook;

/** Place of a value: a file and a line, an option of the command line, or the built-in default. */
record Where(String file, int line)
{
    static final Where BUILT_IN = new Where("built in", 0);

    @Override
    public String toString()
    {
        return line > 0 ? file + ":" + line : file;
    }
}
