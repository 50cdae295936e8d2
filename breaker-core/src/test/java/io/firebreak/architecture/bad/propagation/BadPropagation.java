package io.firebreak.architecture.bad.propagation;

import io.firebreak.architecture.bad.haircut.BadHaircut;

/** Stands on a floor above it. */
public class BadPropagation
{
    private BadHaircut haircut;
}
