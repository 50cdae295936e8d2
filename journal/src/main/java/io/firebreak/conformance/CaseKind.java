package io.firebreak.conformance;

import java.util.List;
import java.util.Set;

/** What a case of a venue's own rulebook is about: which parameters, events and expectations it may have. */
enum CaseKind
{
    /** An instrument of a class. */
    INSTRUMENT(List.of("tick", "open", "close", "prevClose", "lastAuction", "tolerance"),
        Set.of("state", "lower", "upper", "collarLower", "collarUpper", "reopenPx", "extended", "extensions", "haltSec",
            "cause", "decision", "decisions", "orders", "effectiveLimit", "fills", "auctionQty", "filledQty",
            "rejectedQty", "bidFlag", "askFlag")),

    /** The whole market. */
    MARKET(List.of("open", "close", "prevClose", "tolerance"), Set.of("state", "level", "haltSec", "cause")),

    /** Participants of a class. */
    PARTICIPANT(List.of(), Set.of("state", "cancelMmpOrders", "windowQty", "windowDelta", "decision", "decisions",
        "orders"));

    /** Parameters beside the paths of settings. */
    final List<String> params;

    /** Expectations beside the time and a note. */
    final Set<String> expectations;

    CaseKind(final List<String> params, final Set<String> expectations)
    {
        this.params = params;
        this.expectations = expectations;
    }
}
