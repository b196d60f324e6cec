using LiteLlm.AgentSdk.Cli.Terminals;

namespace LiteLlm.AgentSdk.Cli.Chat;

/// <summary>A conversation with an agent: with somebody at the keyboard, or with whatever the input holds.</summary>
internal sealed class ChatRunner(AgentPlatformClient platform, ChatOptions options)
{
    /// <param name="session">The session; it is waited for if it is still being created.</param>
    /// <param name="ct">Leaves. The session lives on.</param>
    /// <returns>The program's exit code.</returns>
    /// <exception cref="OperationCanceledException"><paramref name="ct"/> was cancelled.</exception>
    /// <exception cref="AgentPlatformException">Something went wrong that ends the chat.</exception>
    public Task<int> RunAsync(Session session, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(session);
        return options.Interactive && !options.Json && TerminalDevice.IsInteractive
            ? new InteractiveChat(platform, options).RunAsync(session, ct)
            : new PipedChat(options).RunAsync(session, ct);
    }
}
