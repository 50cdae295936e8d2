/**
 * Rulebooks: HOCON that is read strictly, layered, checked and compiled into the parameter image the engine reads.
 * Cold code: any thread that configures, never the engine's.
 * It must not import the pipeline or the face, and nothing below it may import it.
 */
package io.firebreak.rulebook;
