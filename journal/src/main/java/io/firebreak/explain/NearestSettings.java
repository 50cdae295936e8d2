package io.firebreak.explain;

import java.util.List;

/**
 * What the other settings gave.
 *
 * @param settings one for each setting that the trip depends on by itself.
 * @param notTried why nothing was tried; null where it was.
 */
public record NearestSettings(List<NearestSetting> settings, String notTried)
{
    /** No setting: it is no trip of a rule. */
    static final NearestSettings NONE = new NearestSettings(List.of(), null);
}
