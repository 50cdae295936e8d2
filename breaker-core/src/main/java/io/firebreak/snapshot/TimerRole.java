package io.firebreak.snapshot;

import io.firebreak.breaker.EngineLayout;
import io.firebreak.participant.ParticipantLayout;

/** What a timer is for, which does not depend on how many there are. */
final class TimerRole
{
    static final int REFERENCE = 0;
    static final int BREAKER = 1;
    static final int RELEASE = 2;
    static final int SCOPE = 3;
    static final int SESSION = 4;
    static final int PARTICIPANT = 5;

    private TimerRole()
    {
    }

    /** Role of a timer by its place among those of a scope. */
    static int of(final EngineLayout layout, final int place)
    {
        int role = SCOPE;
        while (role > REFERENCE && place < first(layout, role, 0))
        {
            role--;
        }
        return role;
    }

    /** First slot of a role in a scope. */
    static int first(final EngineLayout layout, final int role, final int index)
    {
        final int references = layout.capacities().references();
        final int breakers = layout.capacities().breakers();
        if (role == PARTICIPANT)
        {
            return layout.participantTimers() + index * ParticipantLayout.timers(layout.capacities());
        }
        return role == SESSION ? layout.sessionTimer(0) : layout.timerBase(index) + (role == REFERENCE ? 0 :
            references + (role - BREAKER) * breakers);
    }

    /** How many of a role a scope has. */
    static int count(final EngineLayout layout, final int role)
    {
        return role == PARTICIPANT ? ParticipantLayout.timers(layout.capacities()) :
            role == REFERENCE ? layout.capacities().references() : role < SCOPE ? layout.capacities().breakers() :
            role == SCOPE ? layout.timersPerScope() - first(layout, SCOPE, 0) : EngineLayout.SESSION_TIMERS;
    }
}
