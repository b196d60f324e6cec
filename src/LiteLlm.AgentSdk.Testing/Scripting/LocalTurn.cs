using System.Text.Json;

namespace LiteLlm.AgentSdk.Testing;

/// <summary>A turn that a <see cref="LocalAgentPlatformOptions.Script"/> is asked to play.</summary>
public sealed class LocalTurn
{
    internal LocalTurn()
    {
    }

    /// <summary>The session's id.</summary>
    public required string SessionId { get; init; }

    /// <summary>The id of the session's agent.</summary>
    public required string AgentId { get; init; }

    /// <summary>The agent's harness, such as <c>claude-agent-sdk</c>.</summary>
    public required string HarnessId { get; init; }

    /// <summary>The agent's model.</summary>
    public required string Model { get; init; }

    /// <summary>The user's own words, several parts joined by newlines; what the platform puts in front is left off.</summary>
    public required string Text { get; init; }

    /// <summary>The user's own parts, as they were sent.</summary>
    public required IReadOnlyList<JsonElement> Parts { get; init; }

    /// <summary>How many of the parts are images.</summary>
    public required int ImageCount { get; init; }

    /// <summary>Which turn of all sessions this is, from 0.</summary>
    public required int Index { get; init; }

    /// <summary>Which turn of this session this is, from 1.</summary>
    public required int TurnNumber { get; init; }

    /// <summary>Whether the platform itself sends this: the history of a session that was restarted or recovered.</summary>
    public required bool IsReplay { get; init; }

    /// <summary>Cancelled when the turn is aborted, its sandbox is lost, or the platform stops.</summary>
    public required CancellationToken Ended { get; init; }
}
