package io.firebreak.rulebook;

/**
 * A final value of a rulebook and who set it.
 *
 * @param path    where it stands, for example {@code classes.tier1.breakers.luld.limit_state_ns}.
 * @param value   as compiled, in the unit that the path's last word names.
 * @param layer   {@code built in}, {@code defaults}, {@code class X}, {@code instrument X} or {@code --set}.
 * @param where   file and line, or the option.
 * @param because why, as the rulebook says; empty where it does not.
 */
public record Setting(String path, String value, String layer, String where, String because)
{
}
