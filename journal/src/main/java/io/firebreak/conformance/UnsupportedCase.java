package io.firebreak.conformance;

/** A case asks for something that this version does not have; the message says what. */
final class UnsupportedCase extends RuntimeException
{
    private static final long serialVersionUID = 1L;

    UnsupportedCase(final String message)
    {
        super(message, null, false, false);
    }
}
