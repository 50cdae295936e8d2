package io.firebreak.breaker;

import io.firebreak.participant.Participants;

/**
 * The components of an engine's breakers, which call each other: a reference that moves changes bands, a band change
 * can open a limit state, the end of a limit state recomputes the reference. One instance an engine.
 */
public final class Parts
{
    final EngineMemory memory;
    final Quality quality;
    final ScopeStates states;
    final Board board;
    final Releases releases;
    final Trips trips;
    final References references;
    final Bands bands;
    final QuoteMonitor quotes;
    final ConfirmMonitor confirm;
    final NotifyMonitor notify;
    final IndexLadder ladder;
    final Reopening reopening;
    final CallBand callBand;
    final Waits waits;
    final Groups groups;
    final Duty duty;
    final Prints prints;
    final PotentialTrades potentials;
    final Inactivity inactivity;
    final Session session;
    final Operators operators;
    final Restarts restarts;
    final Scopes scopes;
    final StandingPrice standing;
    final WindowFaults faults;
    final Envelope envelope;
    final ConfirmLimits limits;
    final TradeReferences trades;
    final TradeWindows windows;
    final ValuesInForce inForce;
    final ReferenceGate gate;
    final ReferenceResets resets;
    final ComposedReferences composed;
    final SampledReferences samples;
    final WeightedWindows weighted;
    final FairPrice fair;
    final Mids mids;
    final Anchors anchors;
    final Hours hours;
    final BandSteps steps;
    final BandSide bandSide;
    final BandMonitor band;
    final BandPrints bandPrints;
    final EntryCollars entries;
    final Participants participants;
    final ParticipantOperators participantOperators;

    /**
     * Wire the components.
     *
     * @param memory     common ground.
     * @param isEnvelope false: every rule is evaluated with every event. Changes no decision.
     */
    public Parts(final EngineMemory memory, final boolean isEnvelope)
    {
        this.memory = memory;
        envelope = new Envelope(memory, isEnvelope);
        quality = new Quality(memory);
        states = new ScopeStates(this);
        board = new Board(this);
        releases = new Releases(this);
        trips = new Trips(this);
        references = new References(this);
        standing = new StandingPrice(this);
        faults = new WindowFaults(this);
        bands = new Bands(this);
        quotes = new QuoteMonitor(this);
        limits = new ConfirmLimits(this);
        confirm = new ConfirmMonitor(this);
        notify = new NotifyMonitor(this);
        ladder = new IndexLadder(this);
        reopening = new Reopening(this);
        callBand = new CallBand(this);
        waits = new Waits(this);
        groups = new Groups(this);
        duty = new Duty(this);
        prints = new Prints(this);
        potentials = new PotentialTrades(this);
        inactivity = new Inactivity(this);
        session = new Session(this);
        operators = new Operators(this);
        restarts = new Restarts(this);
        scopes = new Scopes(this);
        trades = new TradeReferences(this);
        windows = new TradeWindows(this);
        inForce = new ValuesInForce(this);
        gate = new ReferenceGate(this);
        resets = new ReferenceResets(this);
        composed = new ComposedReferences(this);
        samples = new SampledReferences(this);
        weighted = new WeightedWindows(this);
        fair = new FairPrice(this);
        mids = new Mids(this);
        anchors = new Anchors(this);
        hours = new Hours(this);
        steps = new BandSteps(this);
        bandSide = new BandSide(this);
        band = new BandMonitor(this);
        bandPrints = new BandPrints(this);
        entries = new EntryCollars(this);
        participants = new Participants(memory.participants(quality::tell));
        participantOperators = new ParticipantOperators(this);
    }

    /** {@return fair prices} */
    public FairPrice fair()
    {
        return fair;
    }

    /** {@return participants} */
    public Participants participants()
    {
        return participants;
    }

    /** {@return groups of instruments} */
    public Groups groups()
    {
        return groups;
    }

    /** {@return commands of operators about participants} */
    public ParticipantOperators participantOperators()
    {
        return participantOperators;
    }

    /**
     * How often rules, conditions or limits were evaluated.
     *
     * @return count since the start.
     */
    public long evaluations()
    {
        return envelope.evaluations;
    }

    /**
     * Data quality.
     *
     * @return the component.
     */
    public Quality quality()
    {
        return quality;
    }

    /**
     * Potential trades.
     *
     * @return the component.
     */
    public PotentialTrades potentials()
    {
        return potentials;
    }

    /**
     * Prints.
     *
     * @return the component.
     */
    public Prints prints()
    {
        return prints;
    }

    /**
     * References.
     *
     * @return the component.
     */
    public References references()
    {
        return references;
    }

    /**
     * Quote triggers.
     *
     * @return the component.
     */
    public QuoteMonitor quotes()
    {
        return quotes;
    }

    /**
     * References of bands.
     *
     * @return the component.
     */
    public TradeReferences trades()
    {
        return trades;
    }

    /**
     * Conditions that only notify.
     *
     * @return the component.
     */
    public NotifyMonitor notifications()
    {
        return notify;
    }

    /**
     * Published bands.
     *
     * @return the component.
     */
    public Bands bands()
    {
        return bands;
    }

    /**
     * Market-wide ladders.
     *
     * @return the component.
     */
    public IndexLadder ladder()
    {
        return ladder;
    }

    /**
     * Reopenings.
     *
     * @return the component.
     */
    public Reopening reopening()
    {
        return reopening;
    }

    /**
     * Releases that wait for durability.
     *
     * @return the component.
     */
    public Releases releases()
    {
        return releases;
    }

    /**
     * Trips and deadlines.
     *
     * @return the component.
     */
    public Trips trips()
    {
        return trips;
    }

    /**
     * States and their merge.
     *
     * @return the component.
     */
    public ScopeStates states()
    {
        return states;
    }

    /**
     * Trading day.
     *
     * @return the component.
     */
    public Session session()
    {
        return session;
    }

    /**
     * Operators.
     *
     * @return the component.
     */
    public Operators operators()
    {
        return operators;
    }

    /**
     * Restarts.
     *
     * @return the component.
     */
    public Restarts restarts()
    {
        return restarts;
    }

    /**
     * What the gate reads.
     *
     * @return the component.
     */
    public Board board()
    {
        return board;
    }

    /**
     * Set-up of scopes.
     *
     * @return the component.
     */
    public Scopes scopes()
    {
        return scopes;
    }
}
