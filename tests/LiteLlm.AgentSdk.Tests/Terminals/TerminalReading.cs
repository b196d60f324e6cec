using System.Text;

namespace LiteLlm.AgentSdk.Tests.Terminals;

/// <summary>Waits for the output of a terminal, and fails after a while so that no test hangs.</summary>
internal static class TerminalReading
{
    /// <summary>Reads until the text has arrived, and returns everything that was read, including later data of the same piece.</summary>
    public static async Task<string> ReadUntilAsync(this Terminal terminal, string text)
    {
        using CancellationTokenSource patience = new(TerminalPlatform.Patience);
        StringBuilder seen = new();
        try
        {
            await foreach (string piece in terminal.ReadTextAsync(patience.Token))
            {
                if (seen.Append(piece).ToString().Contains(text, StringComparison.Ordinal))
                {
                    return seen.ToString();
                }
            }
        }
        catch (OperationCanceledException e)
        {
            throw new TimeoutException($"'{text}' did not come, but: {seen}", e);
        }

        throw new EndOfStreamException($"The terminal ended ({await terminal.Completion}) before '{text}' came, after: {seen}");
    }

    public static async Task<string> ReadToEndAsync(this Terminal terminal)
    {
        using CancellationTokenSource patience = new(TerminalPlatform.Patience);
        StringBuilder seen = new();
        await foreach (string piece in terminal.ReadTextAsync(patience.Token))
        {
            seen.Append(piece);
        }

        return seen.ToString();
    }

    public static Task<TerminalEnd> EndAsync(this Terminal terminal) => terminal.Completion.WaitAsync(TerminalPlatform.Patience);
}
