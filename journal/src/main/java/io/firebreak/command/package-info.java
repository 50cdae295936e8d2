/**
 * The {@code firebreak} command: its frame, its exit codes, and the SPI through which other modules add subcommands.
 * Everything here runs on the main thread of a process of its own, never inside a venue. It must not import Chronicle
 * and names no class of samples or bench: their commands are found through
 * {@link io.firebreak.command.CommandProvider}.
 */
package io.firebreak.command;
