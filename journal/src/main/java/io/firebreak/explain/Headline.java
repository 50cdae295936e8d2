package io.firebreak.explain;

/** A decision in a few words of the schema. */
final class Headline
{
    private Headline()
    {
    }

    static String of(final Decision decision)
    {
        switch (decision.message().name())
        {
            case "TradingStateChange":
                return "TradingStateChange " + decision.text("fromState") + " -> " + decision.text("toState");
            case "LimitState":
                return "LimitState " + decision.text("previous") + " -> " + decision.text("state");
            case "DataQuality":
                return "DataQuality " + decision.text("code") + (decision.is("ended", "0") ? "" : " ended");
            case "ParticipantAction":
                return "ParticipantAction " + decision.text("action")
                    + (decision.is("control", "NONE") ? "" : " by " + decision.text("control"));
            default:
                return decision.message().name();
        }
    }
}
