using LiteLlm.AgentSdk.Cli.Output;

namespace LiteLlm.AgentSdk.Cli.Terminals;

/// <summary>
/// Shows the terminal of a session in the user's terminal. The output of the agent's program is not changed, so it can contain any escape
/// sequence; only the chat makes text safe. Connect only to sessions that you would open an SSH connection to.
/// </summary>
internal static class TerminalRunner
{
    /// <param name="session">The session. It must be ready.</param>
    /// <param name="printer">Prints how the terminal ended.</param>
    /// <param name="address">The address of the terminal; null for the session's.</param>
    /// <param name="token">The token of the terminal; null for the session's.</param>
    /// <param name="cancellationToken">Detaches from the terminal.</param>
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
