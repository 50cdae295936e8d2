package io.firebreak.explain;

import io.firebreak.breaker.ImageBand;
import io.firebreak.breaker.ImageLayout;
import io.firebreak.rulebook.CompiledRulebook;
import java.util.ArrayList;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * One number of a parameter image that makes a rule trip later where it is larger.
 *
 * @param path   where it stands, as {@code --set} names it.
 * @param at     its offset in the image.
 * @param isLong int64, else int32.
 * @param unit   how much one step of the setting is in the image: 1 for ppm, a million for milliseconds.
 * @param most   the highest value that a rulebook may have, in the setting's unit.
 */
record Knob(String path, int at, boolean isLong, long unit, long most)
{
    private static final long MILLI = 1_000_000L;
    private static final long DAY_MS = 86_400_000L;
    private static final long ONE_PPM = 1_000_000L;
    private static final long MOST_AMOUNT = 1_000_000_000_000_000_000L;
    private static final long MOST_SWEEPS = 1_000;
    private static final long MOST_RATIO_PPM = 1_000 * ONE_PPM;

    /**
     * Those that a rule's trip depends on by themselves.
     *
     * @param isUpper the side of a band that was broken.
     */
    static List<Knob> of(final CompiledRulebook rulebook, final RuleFacts rule, final int classIndex,
        final int ruleId, final boolean isUpper)
    {
        final List<Knob> knobs = new ArrayList<>();
        final String breaker = rulebook.breakerPath(classIndex, ruleId);
        final String path = breaker + ".rules." + rulebook.ruleName(ruleId);
        switch (rule.breakerInt(ImageLayout.B_MONITOR))
        {
            case ImageLayout.MONITOR_CONFIRM:
                confirmed(knobs, rulebook, rule, path);
                knobs.add(int64(breaker + ".confirm.hold_ms", rule.breakerAt(ImageLayout.B_CONFIRM_NS), MILLI, DAY_MS));
                knobs.add(new Knob(breaker + ".confirm.sweeps", rule.breakerAt(ImageLayout.B_CONFIRM_SWEEPS), false, 1,
                    MOST_SWEEPS));
                break;
            case ImageLayout.MONITOR_QUOTE:
                knobs.add(int64(breaker + ".limit_state_ms", rule.breakerAt(ImageLayout.B_LIMIT_STATE_NS), MILLI,
                    DAY_MS));
                break;
            case ImageLayout.MONITOR_BAND:
                banded(knobs, rule, path, isUpper);
                break;
            case ImageLayout.MONITOR_LADDER:
                knobs.add(int64(path + ".width_ppm", rule.ruleAt(ImageLayout.U_PPM), 1, ONE_PPM));
                break;
            default:
                break;
        }
        return knobs;
    }

    private static void confirmed(
        final List<Knob> knobs, final CompiledRulebook rulebook, final RuleFacts rule, final String path)
    {
        if (rule.ruleInt(ImageLayout.U_OBSERVABLE) == ImageLayout.OBSERVE_VARIANCE)
        {
            knobs.add(int64(path + ".sigma_ppm_per_sqrt_min", rule.ruleAt(ImageLayout.U_PPM), 1, ONE_PPM));
            if (rule.ruleLong(ImageLayout.U_RATIO_PPM) > 0)
            {
                knobs.add(int64(path + ".ratio_ppm", rule.ruleAt(ImageLayout.U_RATIO_PPM), 1, MOST_RATIO_PPM));
            }
            knobs.add(int64(path + ".sustain_ms", rule.ruleAt(ImageLayout.U_SUSTAIN_NS), MILLI, DAY_MS));
            return;
        }
        final boolean isScaledByItself = rule.ruleInt(ImageLayout.U_WIDTH) == ImageLayout.WIDTH_VOLATILITY;
        if (isScaledByItself)
        {
            knobs.add(int64(path + ".width.floor_ppm", rule.ruleAt(ImageLayout.U_PPM), 1,
                rule.ruleLong(ImageLayout.U_CAP_PPM)));
            knobs.add(int64(path + ".width.cap_ppm", rule.ruleAt(ImageLayout.U_CAP_PPM), 1, ONE_PPM));
        }
        else if (rule.ruleInt(ImageLayout.U_WIDTH) == ImageLayout.WIDTH_PPM)
        {
            knobs.add(int64(path + ".width_ppm", rule.ruleAt(ImageLayout.U_PPM), 1, ONE_PPM));
        }
    }

    /** The width of the side that was broken, where one number says it. */
    private static void banded(
        final List<Knob> knobs, final RuleFacts rule, final String path, final boolean isUpper)
    {
        final int kind = rule.ruleInt(ImageLayout.U_WIDTH);
        final int sharePlace = isUpper ? ImageBand.U_UP_PPM : ImageLayout.U_PPM;
        final int amountPlace = isUpper ? ImageBand.U_UP_ABS : ImageBand.U_DOWN_ABS;
        final boolean isOfOther = rule.ruleInt(ImageBand.U_BASE) >= 0;
        final String block = kind == ImageLayout.WIDTH_PPM && !isOfOther ? path + "." : path + ".width.";
        if (kind == ImageLayout.WIDTH_PPM || kind == ImageBand.WIDTH_MIN || kind == ImageBand.WIDTH_MAX ||
            kind == ImageBand.WIDTH_GEOMETRIC)
        {
            knobs.add(int64(block + side(rule, ImageLayout.U_PPM, ImageBand.U_UP_PPM, isUpper) + "_ppm",
                rule.ruleAt(sharePlace), 1, MOST_RATIO_PPM));
        }
        if (kind == ImageBand.WIDTH_ABS || kind == ImageBand.WIDTH_TICKS || kind == ImageBand.WIDTH_MIN ||
            kind == ImageBand.WIDTH_MAX)
        {
            knobs.add(int64(block + side(rule, ImageBand.U_DOWN_ABS, ImageBand.U_UP_ABS, isUpper) +
                (kind == ImageBand.WIDTH_TICKS ? "_ticks" : "_e9"), rule.ruleAt(amountPlace), 1, MOST_AMOUNT));
        }
    }

    /** Both sides have one width where the rulebook gives one: a side that the rule lacks has none. */
    private static String side(final RuleFacts rule, final int down, final int up, final boolean isUpper)
    {
        return (rule.ruleInt(ImageBand.U_SIDES) & 3) == 3 && rule.ruleLong(down) != rule.ruleLong(up) ?
            isUpper ? "up" : "down" : "width";
    }

    private static Knob int64(final String path, final int at, final long unit, final long most)
    {
        return new Knob(path, at, true, unit, most);
    }

    /** Its value in an image, in the setting's unit. */
    long value(final UnsafeBuffer image)
    {
        return (isLong ? image.getLong(at) : image.getInt(at)) / unit;
    }

    /** Another value, in the setting's unit. */
    void value(final UnsafeBuffer image, final long value)
    {
        if (isLong)
        {
            image.putLong(at, value * unit);
        }
        else
        {
            image.putInt(at, (int)(value * unit));
        }
    }
}
