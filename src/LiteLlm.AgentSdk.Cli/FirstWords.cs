using System.Text;

namespace LiteLlm.AgentSdk.Cli;

/// <summary>What can be said without the program: no command tree, no console, no encodings.</summary>
internal static class FirstWords
{
    public static int Version()
    {
        using Stream output = Console.OpenStandardOutput();
        output.Write(Encoding.UTF8.GetBytes(BuildVersion.Text + "\n"));
        return 0;
    }
}
