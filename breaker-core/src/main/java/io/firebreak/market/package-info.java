/**
 * The vocabulary of the market: states, sides, reasons and scopes with stable codes, the same as the schema's enums.
 * Immutable and stateless, so any thread may use it. It must not import any other package of Firebreak.
 */
package io.firebreak.market;
