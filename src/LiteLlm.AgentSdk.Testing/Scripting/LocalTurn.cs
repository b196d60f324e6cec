using System.Text.Json;

namespace LiteLlm.AgentSdk.Testing;

/// <summary>The turn for which a <see cref="LocalAgentPlatformOptions.Script"/> returns the steps.</summary>
public sealed class LocalTurn
{
    internal LocalTurn()
    {
    }

    /// <summary>Gets the session's id.</summary>
    public required string SessionId { get; init; }

    /// <summary>Gets the id of the session's agent.</summary>
    public required string AgentId { get; init; }

    /// <summary>Gets the agent's harness, such as <c>claude-agent-sdk</c>.</summary>
    public required string HarnessId { get; init; }

    /// <summary>Gets the agent's model.</summary>
    public required string Model { get; init; }

    /// <summary>Gets the user's text, without the text that the platform adds before it. Several parts are joined by newlines.</summary>
    public required string Text { get; init; }

    /// <summary>Gets the parts of the user's message, as they were sent.</summary>
    public required IReadOnlyList<JsonElement> Parts { get; init; }

    /// <summary>Gets the number of parts that are images.</summary>
    public required int ImageCount { get; init; }

    /// <summary>Gets the index of the turn among the turns of all sessions, from 0.</summary>
    public required int Index { get; init; }

    /// <summary>Gets the number of the turn in its session, from 1.</summary>
    public required int TurnNumber { get; init; }

    /// <summary>
    /// Gets a value indicating whether the platform itself sends the message: the history of a restarted or recovered session.
    /// </summary>
    public required bool IsReplay { get; init; }

    /// <summary>Gets the token that is canceled when the turn is aborted, its sandbox is lost, or the platform stops.</summary>
    public required CancellationToken Ended { get; init; }
}
