using System.Text;
using Microsoft.Win32.SafeHandles;

namespace LiteLlm.AgentSdk.Cli;

/// <summary>What can be said without the program: no command tree, no encodings, and no console, which would set up signals and the terminal first.</summary>
internal static class FirstWords
{
    private const int StandardOutput = 1;

    public static int Version()
    {
        byte[] line = Encoding.UTF8.GetBytes(BuildVersion.Text + "\n");
        if (OperatingSystem.IsWindows())
        {
            using Stream console = Console.OpenStandardOutput();
            console.Write(line);
            return 0;
        }

        try
        {
            using SafeFileHandle handle = new(StandardOutput, ownsHandle: false);
            using FileStream output = new(handle, FileAccess.Write, bufferSize: 0);
            output.Write(line);

            // Into a file it is written at the position where the file stands; asking for the handle moves that on for whoever writes there next.
            _ = output.SafeFileHandle;
        }
        catch (IOException)
        {
            // Nobody reads any more.
        }

        return 0;
    }
}
