/**
 * The face of Firebreak: publish events, poll decisions, ask the gate.
 * The publisher belongs to one thread of the host, the poller to one, and the gate to any number.
 * It must not import Chronicle or anything of the journal module.
 */
package io.firebreak;
