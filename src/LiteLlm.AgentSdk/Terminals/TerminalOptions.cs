using System.Diagnostics;

namespace LiteLlm.AgentSdk;

/// <summary>Options of <see cref="Session.OpenTerminalAsync"/>. <see cref="ToString"/> does not contain the token.</summary>
[DebuggerDisplay("{ToString(),nq}")]
public sealed class TerminalOptions
{
    /// <summary>Gets the width in characters; limited to 1 to 1,000.</summary>
    /// <value>Default: 100.</value>
    public int Columns { get; init; } = 100;

    /// <summary>Gets the height in lines; limited to 1 to 1,000.</summary>
    /// <value>Default: 30.</value>
    public int Rows { get; init; } = 30;

    /// <summary>
    /// Gets the terminal's address, which replaces the session's: a <c>ws</c>, <c>wss</c>, <c>http</c> or <c>https</c> address, or a path
    /// on the platform's host. It is needed for port forwarding to sandboxes that can't be reached from this machine.
    /// </summary>
    /// <value>Default: <see langword="null"/>, for the session's <c>tty_url</c>, or <c>/tty</c> under its <c>sandbox_url</c>.</value>
    public string? Address { get; init; }

    /// <summary>Gets the terminal's token, which replaces the session's. It is a secret.</summary>
    /// <value>Default: <see langword="null"/>, for the session's <c>tty_token</c>.</value>
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    public string? Token { get; init; }

    /// <summary>
    /// Gets the interval of WebSocket keep-alive frames. Many load balancers drop a connection that is silent for a minute, and the
    /// platform sends no keep-alives. The interval uses the machine's clock, not <see cref="AgentPlatformOptions.TimeProvider"/>.
    /// </summary>
    /// <value>Default: 30 seconds. <see cref="Timeout.InfiniteTimeSpan"/> to send none.</value>
    public TimeSpan KeepAliveInterval { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// Gets a value indicating whether a lost connection is reopened, with the attempts and delays of
    /// <see cref="AgentPlatformOptions.Healing"/>. The program continues in the meantime, and the screen is redrawn. Keystrokes shortly
    /// before the loss may not have arrived; nothing is sent twice.
    /// </summary>
    /// <value>Default: <see langword="null"/>, for <see cref="HealingOptions.Enabled"/>.</value>
    public bool? Reattach { get; init; }

    /// <summary>Gets the receiver of a report for each reopened connection, before the redrawn screen arrives.</summary>
    /// <value>Default: none.</value>
    public IProgress<TerminalReattached>? Reattached { get; init; }

    /// <summary>Gets how long to wait for a session that is still being created.</summary>
    /// <value>Default: <see cref="AgentPlatformOptions.ReadyTimeout"/>.</value>
    public TimeSpan? ReadyTimeout { get; init; }

    /// <summary>Returns the type and the size, without the token.</summary>
    /// <returns>Text such as <c>TerminalOptions 100x30</c>.</returns>
    public override string ToString() => $"{nameof(TerminalOptions)} {Columns}x{Rows}";
}
