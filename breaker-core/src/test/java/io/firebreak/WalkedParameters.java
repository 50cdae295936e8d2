package io.firebreak;

import static org.assertj.core.api.Assertions.assertThat;

import io.firebreak.breaker.ImageHeader;
import io.firebreak.breaker.ImageLayout;
import io.firebreak.breaker.ParameterImage;
import io.firebreak.market.Scope;
import io.firebreak.rulebook.CompiledRulebook;
import org.agrona.concurrent.UnsafeBuffer;

/** Which breaker of a walked rulebook a decision is of: there is an instrument for each class, of the same index. */
final class WalkedParameters
{
    private final UnsafeBuffer bytes;
    private final ParameterImage image;

    WalkedParameters(final CompiledRulebook rulebook)
    {
        bytes = new UnsafeBuffer(rulebook.image());
        image = new ParameterImage(bytes, 0);
    }

    /** Breaker of a rule: rules of one share their state. */
    int breaker(final int scope, final int ruleId)
    {
        final int c = image.classAt(classOf(scope));
        for (int k = 0; k < bytes.getInt(c + ImageLayout.C_BREAKERS); k++)
        {
            final int bk = image.breakerAt(c, k);
            for (int u = 0; u < bytes.getInt(bk + ImageLayout.B_RULES); u++)
            {
                if (bytes.getInt(image.ruleAt(bk, u) + ImageLayout.U_ID) == ruleId)
                {
                    return k;
                }
            }
        }
        // the rule of a group's leader
        assertThat(bytes.getInt(c + ImageLayout.C_GROUP)).as("rule " + ruleId).isPositive();
        return bytes.getInt(c + ImageLayout.C_GROUP_BREAKER);
    }

    int classOf(final int scope)
    {
        return Scope.kind(scope) == Scope.MARKET ? image.headerInt(ImageHeader.H_MARKET_CLASS) : Scope.index(scope);
    }
}
