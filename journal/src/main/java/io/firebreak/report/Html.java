package io.firebreak.report;

/** Text in a page. */
final class Html
{
    private Html()
    {
    }

    /** Text for an element or a quoted attribute: no character of it is markup. */
    static String text(final String text)
    {
        final StringBuilder escaped = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++)
        {
            final char c = text.charAt(i);
            switch (c)
            {
                case '&':
                    escaped.append("&amp;");
                    break;
                case '<':
                    escaped.append("&lt;");
                    break;
                case '>':
                    escaped.append("&gt;");
                    break;
                case '"':
                    escaped.append("&quot;");
                    break;
                case '\'':
                    escaped.append("&#39;");
                    break;
                default:
                    escaped.append(c < ' ' && c != '\n' && c != '\t' ? '\uFFFD' : c);
                    break;
            }
        }
        return escaped.toString();
    }

    /** JSON inside a script element: nothing in it can end the element. */
    static String script(final String json)
    {
        return json.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029");
    }
}
