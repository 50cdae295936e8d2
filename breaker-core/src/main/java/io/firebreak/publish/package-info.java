/**
 * Says a decision's state in the words of others: FIX SecurityStatus, Databento's status, Nasdaq's ITCH messages.
 * Cold and stateless: whatever thread publishes a venue's market data may use it, never the matching or engine thread.
 * It must not import the engine, a breaker, a rulebook or a journal; the mappings and what they lose are in
 * docs/status-mappings.md.
 */
package io.firebreak.publish;
