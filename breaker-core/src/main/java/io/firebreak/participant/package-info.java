/**
 * Participant protection: what one member, session, strategy or group of quotes may do, counted from its own messages
 * and fills, and the freezes and the kill that stop it without stopping a market. Owned by the engine thread; all state
 * lies in the arena. It must not import the breakers, the books or anything above them: the engine hands it events.
 */
package io.firebreak.participant;
