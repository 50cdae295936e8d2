/**
 * The first minute with Firebreak: a seeded market that needs no file, and the command that runs it.
 * Everything here runs on the command's thread.
 * It must not import Chronicle or the engine's inner packages: it uses what any user has.
 */
package io.firebreak.samples.demo;
