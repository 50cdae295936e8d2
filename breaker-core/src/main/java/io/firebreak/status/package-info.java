/**
 * What can be seen of a running engine from outside: counters, the error log, and the check of the JVM's flags.
 * Counters are written by the thread that owns what they count and may be read by any thread or process. It must not
 * import any other Firebreak package, nor Chronicle: Agrona and the JDK only.
 */
package io.firebreak.status;
