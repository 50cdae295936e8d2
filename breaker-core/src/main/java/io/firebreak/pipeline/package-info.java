/**
 * The ring-buffer pipeline: a Disruptor over the slots of a mapped slab, the stages behind it, wait strategies, overrun
 * and failure policies.
 * Producers write the first two lines of a slot, one engine thread the others, and one journal thread takes what is
 * decided; each class says which thread owns it.
 * It must not import the face, and nothing below it imports the Disruptor.
 */
package io.firebreak.pipeline;
