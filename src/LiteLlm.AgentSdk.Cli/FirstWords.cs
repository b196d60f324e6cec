using System.Text;
using LiteLlm.AgentSdk.Cli.App;
using LiteLlm.AgentSdk.Cli.Terminals;

namespace LiteLlm.AgentSdk.Cli;

/// <summary>What can be said without the program: no command tree, and no console, which would set up signals and the terminal
/// first.</summary>
internal static class FirstWords
{
    public static int Version()
    {
        byte[] line = Encoding.UTF8.GetBytes(BuildVersion.Text + "\n");
        using Stream output = StandardStreams.OpenOutput();
        try
        {
            output.Write(line);
            return ExitCodes.Ok;
        }
        catch (IOException e)
        {
            using Stream error = StandardStreams.OpenError();
            error.Write(Encoding.UTF8.GetBytes($"lap: {e.Message}\n"));
            return ExitCodes.Failed;
        }
    }
}
