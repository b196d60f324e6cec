using LiteLlm.AgentSdk.Diagnostics;
using LiteLlm.AgentSdk.Terminals;

namespace LiteLlm.AgentSdk;

/// <content>The terminal, for sessions that have one.</content>
public partial class Session
{
    /// <summary>
    /// Connects to the session's terminal (a WebSocket to its <c>tty_url</c>, or to its <c>sandbox_url</c> and <c>/tty</c>): for harnesses
    /// such as Claude Code that are used by keyboard and screen. A session that is still being created is waited for.
    /// </summary>
    /// <param name="options">
    /// Its size, what to do when the connection is lost, and where it is if the session's own address can't be reached.
    /// </param>
    /// <param name="cancellationToken">
    /// Cancels waiting for the connection. What becomes of the open terminal is <see cref="Terminal.DisposeAsync"/>'s to say.
    /// </param>
    /// <returns>The terminal, connected. Dispose it; the program runs on.</returns>
    /// <exception cref="TerminalUnavailableException">
    /// The session's harness has no terminal, or it can't be reached from here; says why, and what to do. Nothing was connected to.
    /// </exception>
    /// <exception cref="AgentPlatformAuthenticationException">The terminal refused its token, or the platform its key.</exception>
    /// <exception cref="AgentPlatformValidationException">The options can't be used, or an address or a token can't be.</exception>
    /// <exception cref="SessionFailedException">The session has failed or died.</exception>
    /// <exception cref="AgentPlatformTimeoutException">
    /// It was not ready within <see cref="AgentPlatformOptions.ReadyTimeout"/>, or did not answer within
    /// <see cref="AgentPlatformOptions.RequestTimeout"/>.
    /// </exception>
    /// <exception cref="AgentPlatformException">Anything else that goes wrong.</exception>
    /// <example>
    /// <code>
    /// await using Terminal terminal = await session.OpenTerminalAsync();
    /// await terminal.WriteAsync("/help\r");
    /// </code>
    /// </example>
    public virtual async Task<Terminal> OpenTerminalAsync(TerminalOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= new TerminalOptions();
        List<ValidationError> problems = [];
        AgentPlatformOptionsValidator.CheckLimit(options.KeepAliveInterval, nameof(options.KeepAliveInterval), problems);
        if (options.ReadyTimeout is { } ready)
        {
            AgentPlatformOptionsValidator.CheckLimit(ready, nameof(options.ReadyTimeout), problems);
        }

        AgentPlatformValidationException.ThrowIfAny(problems, "The terminal can't be opened");
        TerminalOpener opener = new(Transport, Id, options, (again, token) => FindTerminalAsync(options, again, token));
        return await Transport.TraceAsync(
            TracedOperation.OpenTerminal,
            async operation =>
            {
                operation?.Tag(Tags.ConversationId, Id).Tag(Tags.AgentId, AgentId);
                return new Terminal(await TerminalPump.OpenAsync(opener, cancellationToken).ConfigureAwait(false));
            }).ConfigureAwait(false);
    }

    /// <summary>
    /// Where the terminal is: by what is known of the session when that is enough, by what the platform says now otherwise.
    /// </summary>
    private async Task<TerminalTarget> FindTerminalAsync(TerminalOptions options, bool again, CancellationToken cancellationToken)
    {
        ThrowIfNoTerminal();
        bool isKnown = (options.Address ?? TtyUrl) is not null && (options.Token ?? TtyToken) is not null;
        if (again || !isKnown || Status != SessionStatus.Ready)
        {
            await RefreshAsync(cancellationToken).ConfigureAwait(false);
            ThrowIfNoTerminal();
            await WaitUntilReadyAsync(new SessionReadyOptions { Timeout = options.ReadyTimeout }, cancellationToken).ConfigureAwait(false);
        }

        return TerminalAddress.Resolve(Snapshot, options, Transport.Options);
    }

    private void ThrowIfNoTerminal()
    {
        // An older server says nothing of it: then the connection tells.
        if (Snapshot.SupportsTui == false)
        {
            throw new TerminalUnavailableException(
                $"Session {Id} has no terminal: its harness takes messages ({nameof(SendAsync)}). "
                + "Terminals are those of claude-code, codex, hermes and gemini.")
            {
                SessionId = Id,
            };
        }
    }
}
