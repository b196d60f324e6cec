using System.Text;

namespace LiteLlm.AgentSdk.Cli.Rendering;

/// <summary>Placeholder until the rendering of chats is here: takes control characters out.</summary>
internal static class SafeText
{
    public static string Clean(string untrusted)
    {
        StringBuilder? clean = null;
        for (int i = 0; i < untrusted.Length; i++)
        {
            char c = untrusted[i];
            if (char.IsControl(c) && c is not ('\n' or '\r' or '\t'))
            {
                clean ??= new StringBuilder(untrusted, 0, i, untrusted.Length);
                clean.Append('\uFFFD');
            }
            else
            {
                clean?.Append(c);
            }
        }

        return clean?.ToString() ?? untrusted;
    }
}
