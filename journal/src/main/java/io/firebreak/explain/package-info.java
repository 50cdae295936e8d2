/**
 * Says why a decision was made: finds it in a journal with what led to it and what became of it, computes its numbers
 * again from its own record and the journal's parameter image, and puts all of that into words. Cold and read-only; one
 * thread, the caller's. Imports neither the command nor Chronicle.
 */
package io.firebreak.explain;
