using LiteLlm.AgentSdk.Cli.App;
using LiteLlm.AgentSdk.Cli.Chat;
using LiteLlm.AgentSdk.Cli.Rendering;

namespace LiteLlm.AgentSdk.Cli.Terminals;

/// <summary>
/// The terminal of a session in the terminal of the user. What the agent's program writes goes to the screen as it is, escape sequences included: it is a terminal, with all that a program in
/// it can do, and not the chat, whose text is made safe. Connect to sessions that you would open an SSH connection to.
/// </summary>
internal static class TerminalRunner
{
    /// <param name="platform">The platform; what happens to the session is asked there.</param>
    /// <param name="session">The session.</param>
    /// <param name="address">Where its terminal is, instead of what the session says.</param>
    /// <param name="token">The terminal's token, instead of the session's.</param>
    /// <param name="ct">Detaches.</param>
    /// <returns>The program's exit code.</returns>
    /// <exception cref="OperationCanceledException"><paramref name="ct"/> was cancelled.</exception>
    /// <exception cref="AgentPlatformException">The terminal could not be opened.</exception>
    public static async Task<int> RunAsync(AgentPlatformClient platform, Session session, string? address, string? token, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(platform);
        ArgumentNullException.ThrowIfNull(session);
        if (!TerminalDevice.IsInteractive)
        {
            await Console.Error.WriteLineAsync("lap: this session is used by keyboard and screen, and here is no terminal: run it in one.").ConfigureAwait(false);
            return ExitCodes.Usage;
        }

        using TerminalDevice device = TerminalDevice.Open();
        StreamWriter output = TerminalDevice.OpenOutput();
        await using (output.ConfigureAwait(false))
        {
            ChatScreen screen = new(output, TerminalDevice.HasColours, () => device.Size.Columns);
            await StartupView.WaitAsync(session, screen, isQuiet: false, ct).ConfigureAwait(false);
            TerminalAttachment attachment = new(session, device, new TerminalOptions { Address = address, Token = token, Reattach = false });
            return await attachment.RunAsync(ct).ConfigureAwait(false);
        }
    }
}
