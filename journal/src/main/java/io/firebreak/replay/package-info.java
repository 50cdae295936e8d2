/**
 * Re-derives a journal: a fresh engine runs its inputs again, and every decision byte and digest is compared. Cold; all
 * of it belongs to the one thread that asks. It must not import Chronicle or a command, and writes nothing but a
 * snapshot that is asked for.
 */
package io.firebreak.replay;
