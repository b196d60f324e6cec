using System.Diagnostics;

namespace LiteLlm.AgentSdk;

/// <summary>How to open a session's terminal. A class that prints no token.</summary>
[DebuggerDisplay("{ToString(),nq}")]
public sealed class TerminalOptions
{
    /// <summary>Gets the width in characters; brought into 1 to 1,000.</summary>
    /// <value>Default: 100.</value>
    public int Columns { get; init; } = 100;

    /// <summary>Gets the height in lines; brought into 1 to 1,000.</summary>
    /// <value>Default: 30.</value>
    public int Rows { get; init; } = 30;

    /// <summary>
    /// Gets where the terminal is, instead of what the session says: a <c>ws</c>, <c>wss</c>, <c>http</c> or <c>https</c> address, or a
    /// path on the platform's host. For port-forwards to sandboxes that can't be reached from here.
    /// </summary>
    /// <value>Default: <see langword="null"/>, for the session's <c>tty_url</c>, or its <c>sandbox_url</c> and <c>/tty</c>.</value>
    public string? Address { get; init; }

    /// <summary>Gets the terminal's token, instead of the session's. Secret.</summary>
    /// <value>Default: <see langword="null"/>, for the session's <c>tty_token</c>.</value>
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    public string? Token { get; init; }

    /// <summary>
    /// Gets how often a sign of life is sent: load balancers drop what is silent for a minute, and the platform sends none itself. By the
    /// machine's clock.
    /// </summary>
    /// <value>Default: 30 seconds. <see cref="Timeout.InfiniteTimeSpan"/> for never.</value>
    public TimeSpan KeepAliveInterval { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// Gets a value indicating whether a connection that is lost is made again: as often and with the pauses that
    /// <see cref="AgentPlatformOptions.Healing"/> says. The program runs on meanwhile, and shows the same screen again. What was typed
    /// shortly before the loss may not have arrived; nothing is sent twice.
    /// </summary>
    /// <value>Default: <see langword="null"/>, for <see cref="HealingOptions.Enabled"/>.</value>
    public bool? Reattach { get; init; }

    /// <summary>Gets what is told of each time that a lost connection was made again, before the redrawn screen comes.</summary>
    /// <value>Default: nobody.</value>
    public IProgress<TerminalReattached>? Reattached { get; init; }

    /// <summary>Gets how long a session that is still being created is waited for.</summary>
    /// <value>Default: <see cref="AgentPlatformOptions.ReadyTimeout"/>.</value>
    public TimeSpan? ReadyTimeout { get; init; }

    /// <summary>Names the size alone: a token is never printed.</summary>
    /// <returns>Such as <c>TerminalOptions 100x30</c>.</returns>
    public override string ToString() => $"{nameof(TerminalOptions)} {Columns}x{Rows}";
}
