package io.firebreak.architecture.bad.haircut;

import io.firebreak.architecture.bad.propagation.BadPropagation;

/** Half of a cycle. */
public class BadHaircut
{
    private BadPropagation propagation;
}
