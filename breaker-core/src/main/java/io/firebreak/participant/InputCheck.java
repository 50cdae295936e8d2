package io.firebreak.participant;

import io.firebreak.market.DataQualityCode;
import io.firebreak.market.ParticipantEventKind;
import io.firebreak.market.ParticipantFlags;

/** Whether a participant's event can be believed; what cannot is told and not applied. Engine thread. */
final class InputCheck
{
    private static final long MOST = ControlImage.LIMIT_MAX;
    private static final long ABSENT = Long.MIN_VALUE;

    private InputCheck()
    {
    }

    static boolean isValid(
        final ParticipantMemory m, final int p, final long nowNs, final int sourceId, final ParticipantInput in)
    {
        final int scope = ParticipantMemory.scope(p);
        if (ParticipantEventKind.of(in.kind()) == null || (in.flags() & ~ParticipantFlags.KNOWN) != 0 ||
            in.is(ParticipantEventKind.REENABLE) && in.key() == 0)
        {
            m.faults.tell(DataQualityCode.MALFORMED, scope, nowNs, sourceId, in.kind(),
                ParticipantEventKind.REENABLE.code());
            return false;
        }
        if (!in.isFill() && !in.is(ParticipantEventKind.NEW_ORDER))
        {
            return true;
        }
        final long worst = Math.max(Math.max(abs(in.deltaE9()), abs(in.vegaE9())),
            Math.max(abs(in.qtyLots()), abs(in.valueMinor())));
        if (in.qtyLots() < 0 || in.valueMinor() < 0 || in.sharePpm() < 0 || worst > MOST)
        {
            m.faults.tell(DataQualityCode.BAD_QUANTITY, scope, nowNs, sourceId, worst, MOST);
            return false;
        }
        final boolean isPriced = in.priceTicks() != ABSENT;
        if (isPriced ? abs(in.priceTicks()) > MOST : in.isFill())
        {
            m.faults.tell(DataQualityCode.BAD_PRICE, scope, nowNs, sourceId, in.priceTicks(), MOST);
            return false;
        }
        if (in.referenceTicks() != ABSENT && abs(in.referenceTicks()) > MOST)
        {
            m.faults.tell(DataQualityCode.BAD_PRICE, scope, nowNs, sourceId, in.referenceTicks(), MOST);
            return false;
        }
        return true;
    }

    private static long abs(final long value)
    {
        return value == ABSENT ? Long.MAX_VALUE : Math.abs(value);
    }
}
