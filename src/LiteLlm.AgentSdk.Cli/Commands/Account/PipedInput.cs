using System.Text;

namespace LiteLlm.AgentSdk.Cli.Commands.Account;

/// <summary>Standard input that is a pipe or a file, as UTF-8.</summary>
internal static class PipedInput
{
    private static StreamReader? s_reader;

    private static StreamReader Reader => s_reader ??= new StreamReader(Console.OpenStandardInput(), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));

    public static string? ReadLine() => Reader.ReadLine();

    /// <summary>All of it.</summary>
    public static Task<string> ReadAllAsync(CancellationToken cancellationToken) => Reader.ReadToEndAsync(cancellationToken);
}
