using System.Text;

namespace LiteLlm.AgentSdk.Cli.Terminals;

/// <summary>The standard streams in UTF-8, without the control sequences that the runtime's console writes.</summary>
internal static class StandardStreams
{
    private static readonly UTF8Encoding s_utf8 = new(encoderShouldEmitUTF8Identifier: false);

    public static Stream OpenInput() =>
        OperatingSystem.IsWindows() ? Console.OpenStandardInput() : new DescriptorStream(0, "Standard input");

    public static Stream OpenOutput() =>
        OperatingSystem.IsWindows() ? Console.OpenStandardOutput() : new DescriptorStream(1, "Standard output");

    public static Stream OpenError() =>
        OperatingSystem.IsWindows() ? Console.OpenStandardError() : new DescriptorStream(2, "Standard error");

    /// <summary>Opens standard input as text: a pipe, a file, or a terminal in line mode.</summary>
    public static TextReader OpenReader() => new StreamReader(OpenInput(), s_utf8);

    public static StreamWriter OpenWriter(Stream stream, int bufferSize) => new(stream, s_utf8, bufferSize) { NewLine = "\n" };
}
