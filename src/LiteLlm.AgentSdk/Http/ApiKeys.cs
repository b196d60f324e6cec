namespace LiteLlm.AgentSdk.Http;

/// <summary>Checks whether an API key can be sent in a header.</summary>
internal static class ApiKeys
{
    /// <summary>Returns the problem with a trimmed key, or null. The text never contains the key.</summary>
    public static string? Problem(string key)
    {
        if (key.Length == 0)
        {
            return "it is empty";
        }

        foreach (char c in key)
        {
            if (char.IsControl(c))
            {
                return "it contains a control character, such as a line break from a file, which a header can't contain";
            }

            if (c > '~')
            {
                return "it contains a non-ASCII character, which a header can't contain";
            }
        }

        return null;
    }
}
