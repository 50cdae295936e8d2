package io.firebreak.replay;

import java.util.List;

/**
 * A decoded message.
 *
 * @param templateId as in its SBE header.
 * @param name       as in the schema; {@code template-N} for one that this version does not know.
 * @param fields     in the order of the schema; those that an older writer did not have are left out.
 */
public record Message(int templateId, String name, List<MessageField> fields)
{
    /**
     * Looks a field up.
     *
     * @param field name as in the schema.
     * @return its text, or null when the message does not carry it.
     */
    public String text(final String field)
    {
        return fields.stream().filter(candidate -> candidate.name().equals(field)).findFirst()
            .map(MessageField::text).orElse(null);
    }
}
