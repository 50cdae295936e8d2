/**
 * The rulebook crypto-perp a second time, from its page alone: plain lists, exact decimals, no line shared with the
 * engine. Beside it stand the lockstep that feeds both and the random streams. The model's classes import nothing of
 * the engine; only {@code EngineSubject} and the tests do.
 */
package io.firebreak.oracle.crypto;
