using LiteLlm.AgentSdk.Diagnostics;
using LiteLlm.AgentSdk.Terminals;

namespace LiteLlm.AgentSdk;

/// <content>The terminal, for sessions that have one.</content>
public partial class Session
{
    /// <summary>
    /// Connects to the session's terminal (a WebSocket to its <c>tty_url</c>, or to <c>/tty</c> under its <c>sandbox_url</c>). Terminals
    /// belong to harnesses with a text user interface, such as Claude Code. If the session is still being created, waits until it is ready.
    /// </summary>
    /// <param name="options">
    /// The terminal's size, what to do when the connection is lost, and another address if the session's address can't be reached.
    /// </param>
    /// <param name="cancellationToken">
    /// Cancels opening the connection. To close an open terminal, call <see cref="Terminal.DisposeAsync"/>.
    /// </param>
    /// <returns>The connected terminal, for the caller to dispose. The program in the terminal continues after that.</returns>
    /// <exception cref="TerminalUnavailableException">
    /// The session's harness has no terminal, or the terminal can't be reached from this machine. No connection was opened.
    /// </exception>
    /// <exception cref="AgentPlatformAuthenticationException">The terminal rejected its token, or the platform rejected the API
    /// key.</exception>
    /// <exception cref="AgentPlatformValidationException">An option, an address or a token is not valid.</exception>
    /// <exception cref="SessionFailedException">The session has ended.</exception>
    /// <exception cref="AgentPlatformTimeoutException">
    /// The session was not ready within <see cref="AgentPlatformOptions.ReadyTimeout"/>, or the terminal did not respond within
    /// <see cref="AgentPlatformOptions.RequestTimeout"/>.
    /// </exception>
    /// <exception cref="AgentPlatformException">The request failed for another reason.</exception>
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
    /// Finds the terminal's address. Uses this object's data if it has an address and a token; otherwise, reads the session again.
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
        // Older servers do not report it. In that case the attempt to connect shows it.
        if (Snapshot.SupportsTui == false)
        {
            throw new TerminalUnavailableException(
                $"Session {Id} has no terminal: its harness accepts messages ({nameof(SendAsync)}). "
                + "The harnesses with a terminal are claude-code, codex, hermes and gemini.")
            {
                SessionId = Id,
            };
        }
    }
}
