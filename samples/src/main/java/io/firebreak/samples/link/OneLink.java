package io.firebreak.samples.link;

import java.util.Collections;
import java.util.Set;
import java.util.WeakHashMap;

/** Which breakers have a link; those that are gone are forgotten. Any thread. */
final class OneLink
{
    private static final Set<Object> CLAIMED = Collections.synchronizedSet(
        Collections.newSetFromMap(new WeakHashMap<>()));

    private OneLink()
    {
    }

    static void claim(final Object breaker)
    {
        if (!CLAIMED.add(breaker))
        {
            throw new IllegalStateException("this breaker has a link: a second would number its inputs as the same " +
                "source and take the first one's decisions; launch a breaker for each link (docs/links.md)");
        }
    }
}
