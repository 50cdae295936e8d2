package io.firebreak.rulebook;

/** A declared reference as its rules see it. */
record Reference(int index, String kind, boolean gated, Where where)
{
}
