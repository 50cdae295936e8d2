package io.firebreak.architecture.bad.rulebook;

/** Imported from below. */
public class BadRulebook
{
}
