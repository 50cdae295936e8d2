package io.firebreak.rulebook;

import io.firebreak.breaker.ImageLadder;
import io.firebreak.breaker.ImageLayout;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The references of the market's class are its indices, numbered as the host publishes them. One that the class
 * inherits and no level looks at takes a number all the same: what {@code defaults} meant for instruments would move
 * the market's own index to a number that nobody publishes, and its levels would never fire.
 */
final class MarketIndices
{
    private MarketIndices()
    {
    }

    /**
     * Refuses an inherited index that no level looks at.
     *
     * @param path   class of the market.
     * @param draft  everything compiled so far.
     * @param market index of that class.
     * @param ledger settings in the order they were read.
     */
    static void check(final String path, final ImageDraft draft, final int market, final List<Setting> ledger)
    {
        final Struct type = draft.classes().get(market);
        final Set<Integer> named = new HashSet<>();
        final int first = type.int32(ImageLayout.C_FIRST_BREAKER);
        for (final Struct breaker : draft.breakers().subList(first, first + type.int32(ImageLayout.C_BREAKERS)))
        {
            final int from = breaker.int32(ImageLayout.B_FIRST_RULE);
            for (final Struct rule : draft.rules().subList(from, from + breaker.int32(ImageLayout.B_RULES)))
            {
                if (rule.int32(ImageLadder.U_ANY_INDEX) != 0)
                {
                    return;
                }
                named.add(rule.int32(ImageLayout.U_REFERENCE));
            }
        }
        final Pattern kind = Pattern.compile(Pattern.quote(path) + "\\.references\\.[^.]+\\.kind");
        final List<Setting> references = ledger.stream().filter(setting -> kind.matcher(setting.path()).matches())
            .collect(Collectors.toList());
        for (int i = 0; i < references.size() && !named.isEmpty(); i++)
        {
            final Setting reference = references.get(i);
            final boolean isOwn = reference.layer().equals("class " + path.substring(path.indexOf('.') + 1));
            if (!isOwn && !named.contains(i))
            {
                throw new RulebookException(reference.where() + ": " + reference.path().replaceFirst("\\.kind$", "") +
                    ": comes from " + reference.layer() +
                    ", would be index " + i + " of the market's ReferencePrice messages, and no level looks at it; " +
                    "move it from there into a class that only instruments derive from");
            }
        }
    }
}
