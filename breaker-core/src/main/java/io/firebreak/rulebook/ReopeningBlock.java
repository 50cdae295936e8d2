package io.firebreak.rulebook;

import io.firebreak.breaker.ImageLayout;
import java.util.List;

/** Compiles how a breaker reopens. */
final class ReopeningBlock
{
    private static final List<String> KINDS = List.of("DIRECT", "UNCROSS", "UNCHECKED");
    private static final Keys COLLAR = Keys.of().integers("low_price_e9", "low_step_e9").ratios("step");
    static final Keys KEYS = Keys.of().word("kind", KINDS).integers("max_extensions").section("collar", COLLAR)
        .flags("reseed").durations("extension");

    private ReopeningBlock()
    {
    }

    static void compile(final Section breaker, final Struct struct, final SessionFacts session,
        final List<String> kinds)
    {
        final Section section = breaker.section("reopening", KEYS);
        if (section == null)
        {
            throw breaker.error("reopening", "is missing: the state would have no exit",
                "write reopening { kind = ... }, one of " + kinds);
        }
        final String kind = section.word("kind", KINDS, null);
        if (!kinds.contains(kind))
        {
            throw section.contradiction("kind", kind + " does not fit the monitor", breaker.where("monitor"),
                "use one of " + kinds);
        }
        struct.int32(ImageLayout.B_REOPENING, KINDS.indexOf(kind));
        struct.flag(ImageLayout.B_RESEED, !"DIRECT".equals(kind) || section.flag("reseed", true));
        if ("UNCROSS".equals(kind))
        {
            uncross(section, struct, session);
        }
        section.finish("with kind = " + kind + " (" + section.where("kind") + ")");
    }

    private static void uncross(final Section section, final Struct struct, final SessionFacts session)
    {
        final long most = section.integer("max_extensions", "extensions (-1: until the session's cut-off)", -1, 10_000);
        if (most < 0 && session.alwaysOpen())
        {
            throw section.contradiction("max_extensions", "extensions without end have no exit where no day ends",
                session.alwaysOpenWhere(), "write a number of extensions");
        }
        if (most < 0 && session.reopenCutoffNs() == 0)
        {
            throw section.contradiction("max_extensions", "extensions without end need a cut-off in the session",
                session.closingWhere(), "write session { reopen_cutoff_s = ... }, or a number of extensions");
        }
        struct.int32(ImageLayout.B_MAX_EXTENSIONS, most < 0 ? Integer.MAX_VALUE : (int)most);
        if (most == 0 && section.has("extension"))
        {
            throw section.contradiction("extension", "no extension is allowed", section.where("max_extensions"),
                "remove one of the two");
        }
        if (most != 0)
        {
            struct.int64(ImageLayout.B_EXTENSION_NS, section.duration("extension", 1, Limits.DAY_NS));
        }
        final Section collar = section.section("collar", COLLAR);
        if (collar == null)
        {
            throw section.error("collar", "is missing: an uncross is checked against it",
                "write collar { step_ppm = ... }, or kind = UNCHECKED");
        }
        struct.int64(ImageLayout.B_COLLAR_STEP_PPM, collar.ratio("step", 1, Limits.ONE_PPM));
        if (collar.has("low_price_e9") != collar.has("low_step_e9"))
        {
            throw collar.error(collar.has("low_price_e9") ? "low_price_e9" : "low_step_e9",
                "low_price_e9 and low_step_e9 go together", "write both or neither");
        }
        struct.int64(ImageLayout.B_COLLAR_LOW_PRICE_E9,
            collar.integerOr("low_price_e9", 0, "1e-9 of the quote currency", 0, Limits.PRICE_E9));
        struct.int64(ImageLayout.B_COLLAR_LOW_STEP_E9,
            collar.integerOr("low_step_e9", 0, "1e-9 of the quote currency", 0, Limits.PRICE_E9));
        collar.finish("");
    }
}
