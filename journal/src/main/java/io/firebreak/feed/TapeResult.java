package io.firebreak.feed;

import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;

/**
 * The numbers of a run.
 *
 * @param events            inputs given to the engine, ticks and the host's answers included.
 * @param decisions         decisions it made.
 * @param trips             rules that stopped continuous trading, in order.
 * @param limitStates       limit states that opened, a change of side being another.
 * @param straddles         straddles that opened.
 * @param minutesHalted     instrument-minutes in a state that forbids aggressive orders.
 * @param prints            trades of the tape.
 * @param printsWhileHalted trades that the tape printed in such a state: a tape cannot react.
 * @param printsBeyondBand  trades that the engine would have denied while continuous trading was on.
 * @param gateDisagreements trades, while continuous trading was on, that the gate and the engine judged differently.
 * @param dataQuality       data-quality decisions by the name of their code.
 * @param serviceNs         sampled times the engine took for an input.
 */
public record TapeResult(
    long events,
    long decisions,
    List<Trip> trips,
    long limitStates,
    long straddles,
    double minutesHalted,
    long prints,
    long printsWhileHalted,
    long printsBeyondBand,
    long gateDisagreements,
    Map<String, Long> dataQuality,
    Histogram serviceNs)
{
}
