using System.Text.Json;

namespace LiteLlm.AgentSdk.Testing;

/// <summary>A turn that a <see cref="LocalAgentPlatformOptions.Script"/> is asked to play.</summary>
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

    /// <summary>Gets the user's own words, several parts joined by newlines; what the platform puts in front is left off.</summary>
    public required string Text { get; init; }

    /// <summary>Gets the user's own parts, as they were sent.</summary>
    public required IReadOnlyList<JsonElement> Parts { get; init; }

    /// <summary>Gets how many of the parts are images.</summary>
    public required int ImageCount { get; init; }

    /// <summary>Gets which turn of all sessions this is, from 0.</summary>
    public required int Index { get; init; }

    /// <summary>Gets which turn of this session this is, from 1.</summary>
    public required int TurnNumber { get; init; }

    /// <summary>
    /// Gets a value indicating whether the platform itself sends this: the history of a session that was restarted or recovered.
    /// </summary>
    public required bool IsReplay { get; init; }

    /// <summary>Gets the token that is cancelled when the turn is aborted, its sandbox is lost, or the platform stops.</summary>
    public required CancellationToken Ended { get; init; }
}
