using LiteLlm.AgentSdk.Cli.Terminals;

namespace LiteLlm.AgentSdk.Cli.Commands.Account;

/// <summary>Reads standard input by lines or completely: from a pipe, a file, or a terminal in line mode.</summary>
internal static class PipedInput
{
    private static TextReader? s_reader;

    private static TextReader Reader => s_reader ??= StandardStreams.OpenReader();

    public static string? ReadLine() => Reader.ReadLine();

    /// <summary>Waits for the next line. The read itself can't be canceled, but it does not keep the process running.</summary>
    public static async Task<string?> ReadLineAsync(CancellationToken cancellationToken) =>
        await Task.Run(Reader.ReadLine, cancellationToken).WaitAsync(cancellationToken).ConfigureAwait(false);

    /// <summary>Reads all input.</summary>
    public static Task<string> ReadAllAsync(CancellationToken cancellationToken) =>
        Task.Run(Reader.ReadToEnd, cancellationToken).WaitAsync(cancellationToken);
}
