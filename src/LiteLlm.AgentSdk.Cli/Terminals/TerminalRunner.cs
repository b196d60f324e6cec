using LiteLlm.AgentSdk.Cli.Output;

namespace LiteLlm.AgentSdk.Cli.Terminals;

/// <summary>
/// The terminal of a session in the terminal of the user. What the agent's program writes goes to the screen as it is, escape sequences
/// included: it is a terminal, with all that a program in it can do, and not the chat, whose text is made safe. Connect to sessions that
/// you would open an SSH connection to.
/// </summary>
internal static class TerminalRunner
{
    /// <param name="session">The session, ready.</param>
    /// <param name="printer">Says how it ended.</param>
    /// <param name="address">Where its terminal is, instead of what the session says.</param>
    /// <param name="token">The terminal's token, instead of the session's.</param>
    /// <param name="cancellationToken">Detaches.</param>
    /// <returns>The program's exit code.</returns>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    /// <exception cref="AgentPlatformException">The terminal could not be opened.</exception>
    public static async Task<int> RunAsync(Session session, Printer printer, string? address, string? token,
        CancellationToken cancellationToken)
    {
        using TerminalDevice device = TerminalDevice.Open();
        TerminalOptions options = new() { Address = address, Token = token, Reattach = false };
        return await new TerminalAttachment(session, device, printer, options).RunAsync(cancellationToken).ConfigureAwait(false);
    }
}
