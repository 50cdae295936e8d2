package io.firebreak.architecture.bad.cellar;

/** A package that nobody drew. */
public class Cellar
{
}
