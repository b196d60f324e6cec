namespace LiteLlm.AgentSdk.Testing.Storage;

/// <summary>
/// The database's <c>ILIKE</c>. The platform does not escape callers' texts: <c>%</c>, <c>_</c> and <c>\</c> are special characters.
/// </summary>
internal static class LikePattern
{
    /// <summary>Checks whether a text contains a pattern.</summary>
    public static bool Contains(string? text, string pattern) => text is not null && Matches(text, "%" + pattern + "%");

    /// <summary>Checks whether a text matches a pattern, ignoring case.</summary>
    /// <exception cref="FormatException">The pattern ends with an escape character, which is an error in the database.</exception>
    public static bool Matches(string text, string pattern)
    {
        string upper = text.ToUpperInvariant();
        string wanted = pattern.ToUpperInvariant();
        int at = 0;
        int next = 0;
        int lastMany = -1;
        int resume = 0;
        while (at < upper.Length)
        {
            if (next < wanted.Length && wanted[next] == '%')
            {
                lastMany = next++;
                resume = at;
            }
            else if (next < wanted.Length && (wanted[next] == '_' || Literal(wanted, ref next) == upper[at]))
            {
                // An underscore matches a surrogate pair as one character.
                at += wanted[next] == '_' && char.IsHighSurrogate(upper[at]) ? 2 : 1;
                next++;
            }
            else if (lastMany >= 0)
            {
                next = lastMany + 1;
                at = ++resume;
            }
            else
            {
                return false;
            }
        }

        return wanted.AsSpan(next).TrimStart('%').IsEmpty;
    }

    private static char Literal(string pattern, ref int at)
    {
        if (pattern[at] != '\\')
        {
            return pattern[at];
        }

        return ++at < pattern.Length ? pattern[at] : throw new FormatException("LIKE pattern must not end with escape character");
    }
}
