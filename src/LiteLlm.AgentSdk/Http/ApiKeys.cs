namespace LiteLlm.AgentSdk.Http;

/// <summary>What a key has to be to travel in a header.</summary>
internal static class ApiKeys
{
    /// <summary>What is wrong with a key that is already trimmed, or nothing. Never quotes the key.</summary>
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
                return "it holds a control character (a line break from a file or a paste?), which no header can carry";
            }

            if (c > '~')
            {
                return "it holds a character outside ASCII, which no header can carry";
            }
        }

        return null;
    }
}
