/**
 * Shows a breaker's counters and its distance to a trip to monitoring systems, through Micrometer. Every thread of the
 * monitoring system may read; nothing here is on the way of an event. Imports no engine and no matching code: what it
 * shows lies in the counters file and in the journal.
 */
package io.firebreak.samples.metrics;
