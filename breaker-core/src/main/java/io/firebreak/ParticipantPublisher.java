package io.firebreak;

/**
 * Takes what is said of participants: members, sessions, strategies, groups of quotes. The same thread, answers and
 * common parameters as {@link EventPublisher}, of which it is a part. In inline mode more than 0 decisions to an order
 * or a message are its refusal or a freeze: ask {@link InlineBreaker#decisions()} which; in the pipelined modes they
 * come later, and the gate shows freezes, kills and the limits of one order. A fill always stands.
 */
public interface ParticipantPublisher
{
    /**
     * Map a participant to a dense index, and to a class of the rulebook's {@code participants}.
     *
     * @param sourceId    source.
     * @param sourceSeq   sequence in the source, 0 none.
     * @param timeNs      host clock.
     * @param participant dense index below the capacity.
     * @param externalId  the venue's id.
     * @param generation  rises with every use of the index.
     * @param classIndex  as {@code CompiledRulebook.participantClassIndex} gives it.
     * @param parent      index of the defined one that it belongs to, whose controls count it too; -1 none.
     * @return decisions made, or a negative answer of {@link EventPublisher}.
     */
    int participantDefinition(
        int sourceId, long sourceSeq, long timeNs, int participant, long externalId, int generation, int classIndex,
        int parent);

    /**
     * An order before it is taken, also one that replaces another.
     *
     * @param sourceId       source.
     * @param sourceSeq      sequence in the source, 0 none.
     * @param timeNs         host clock.
     * @param participant    who.
     * @param instrument     index, -1 none.
     * @param flags          {@link io.firebreak.market.ParticipantFlags} bits.
     * @param side           code of a {@link io.firebreak.market.Side}.
     * @param orderKind      code of an {@link io.firebreak.market.OrderKind}.
     * @param priceTicks     limit price, or {@link EventPublisher#ABSENT}.
     * @param qtyLots        quantity.
     * @param valueMinor     value, minor units of the venue's accounting currency.
     * @param referenceTicks reference of a collar, or {@link EventPublisher#ABSENT}.
     * @param key            what duplicates share; 0 is never one.
     * @return decisions made, or a negative answer of {@link EventPublisher}.
     */
    int participantOrder(
        int sourceId, long sourceSeq, long timeNs, int participant, int instrument, int flags, int side, int orderKind,
        long priceTicks, long qtyLots, long valueMinor, long referenceTicks, long key);

    /**
     * A fill, of each side on its own, before the next match of the same order.
     *
     * @param sourceId    source.
     * @param sourceSeq   sequence in the source, 0 none.
     * @param timeNs      host clock.
     * @param participant whose.
     * @param instrument  index, -1 none.
     * @param flags       {@link io.firebreak.market.ParticipantFlags} bits.
     * @param side        code of its {@link io.firebreak.market.Side}.
     * @param isMaker     whether its order rested.
     * @param priceTicks  price.
     * @param qtyLots     quantity.
     * @param valueMinor  value, minor units of the venue's accounting currency.
     * @param deltaE9     signed delta, 1e-9 of the venue's unit.
     * @param vegaE9      signed vega, 1e-9 of the venue's unit.
     * @param sharePpm    share of the quote that was executed, ppm.
     * @return decisions made, or a negative answer of {@link EventPublisher}.
     */
    int participantFill(
        int sourceId, long sourceSeq, long timeNs, int participant, int instrument, int flags, int side,
        boolean isMaker, long priceTicks, long qtyLots, long valueMinor, long deltaE9, long vegaE9, int sharePpm);

    /**
     * A message that is no order, a cancel, a strategy's execution, or the end of a freeze.
     *
     * @param sourceId    source.
     * @param sourceSeq   sequence in the source, 0 none.
     * @param timeNs      host clock.
     * @param participant who.
     * @param kind        code of MESSAGE, CANCEL, EXECUTION, RESET or REENABLE of
     *                    {@link io.firebreak.market.ParticipantEventKind}.
     * @param humanId     of REENABLE the human, not 0; otherwise 0.
     * @return decisions made, or a negative answer of {@link EventPublisher}.
     */
    int participantMessage(int sourceId, long sourceSeq, long timeNs, int participant, int kind, long humanId);
}
