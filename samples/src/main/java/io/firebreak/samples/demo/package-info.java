/**
 * The first minute with Firebreak: a market that needs no file, with breakers and without, its journal verified,
 * explained and tampered with, and the distribution of the difference over many seeds. Everything here runs on the
 * command's thread. It must not import Chronicle or the engine's inner packages: it uses what any user has.
 */
package io.firebreak.samples.demo;
