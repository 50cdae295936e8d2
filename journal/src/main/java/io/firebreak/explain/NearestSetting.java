package io.firebreak.explain;

/**
 * The nearest value of one setting with which a trip would not have come, all else as it was.
 *
 * @param path where it stands, as {@code --set} names it.
 * @param was  its value.
 * @param from the nearest other value with which the recorded inputs lead to no trip of the breaker up to the end of
 *             the halt; one step nearer they do. Null where no value up to the highest that is accepted does.
 * @param most the highest value that is accepted.
 */
public record NearestSetting(String path, long was, Long from, long most)
{
}
