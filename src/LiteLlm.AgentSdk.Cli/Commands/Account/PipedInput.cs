using LiteLlm.AgentSdk.Cli.Terminals;

namespace LiteLlm.AgentSdk.Cli.Commands.Account;

/// <summary>Standard input, line by line or as a whole: a pipe, a file, or a terminal that hands over whole lines.</summary>
internal static class PipedInput
{
    private static TextReader? s_reader;

    private static TextReader Reader => s_reader ??= StandardStreams.OpenReader();

    public static string? ReadLine() => Reader.ReadLine();

    /// <summary>Waits for the next line. The read itself can't be cancelled; the process ends all the same.</summary>
    public static async Task<string?> ReadLineAsync(CancellationToken cancellationToken) =>
        await Task.Run(Reader.ReadLine, cancellationToken).WaitAsync(cancellationToken).ConfigureAwait(false);

    /// <summary>All of it.</summary>
    public static Task<string> ReadAllAsync(CancellationToken cancellationToken) =>
        Task.Run(Reader.ReadToEnd, cancellationToken).WaitAsync(cancellationToken);
}
