package io.firebreak.oracle;

import java.util.List;

/**
 * Whatever answers a stream of events with decisions: a model, or an engine behind a translation of its messages.
 *
 * @param <E> kind of event.
 */
@FunctionalInterface
interface OracleSubject<E>
{
    /**
     * Takes one event.
     *
     * @param event the next event; its time may lie before the previous one's.
     * @return the decisions it caused, timers that became due first.
     */
    List<OracleDecision> apply(E event);
}
