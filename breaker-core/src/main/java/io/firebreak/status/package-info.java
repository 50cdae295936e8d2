/**
 * What can be seen of a running engine from outside: counters, the error log, the mark file, and the check of the JVM's
 * flags. Counters are written by the thread that owns what they count and may be read by any thread or process. Imports
 * Agrona and the JDK only: no other Firebreak package and no Chronicle.
 */
package io.firebreak.status;
