package io.firebreak.replay;

/**
 * A field of a decoded message.
 *
 * @param name     as in the schema.
 * @param text     an integer in decimals, a double's shortest text, or the name of a code; the number of a code that
 *                 this version does not know.
 * @param isNumber whether the text is a finite number.
 */
public record MessageField(String name, String text, boolean isNumber)
{
}
