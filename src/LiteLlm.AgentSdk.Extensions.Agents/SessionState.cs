using System.Text.Json;

namespace LiteLlm.AgentSdk.Extensions.Agents;

/// <summary>The data of a serialized session.</summary>
internal sealed record SessionState
{
    public string SessionId { get; init; } = "";

    public string AgentId { get; init; } = "";

    /// <summary>Gets whether a message was sent. Before that, the platform has no conversation.</summary>
    public bool IsStarted { get; init; }

    /// <summary>Gets the message of the unfinished turn. Saved before the message is sent.</summary>
    public PendingMessage? Message { get; init; }

    /// <summary>Gets the checkpoint of the unfinished turn, as text.</summary>
    public string? Checkpoint { get; init; }

    /// <summary>Gets whether the caller left the unfinished turn on purpose.</summary>
    public bool IsLeft { get; init; }

    public JsonElement? StateBag { get; init; }

    public SessionState WithMessage(PendingMessage message) =>
        this with { IsStarted = true, Message = message, Checkpoint = null, IsLeft = false };

    public SessionState WithResumedTurn(TurnCheckpoint checkpoint) =>
        this with { IsStarted = true, Message = Message ?? new PendingMessage(), Checkpoint = checkpoint.ToString(), IsLeft = false };

    public SessionState WithCheckpoint(TurnCheckpoint? checkpoint) =>
        Message is null || checkpoint is null ? this : this with { Checkpoint = checkpoint.ToString() };

    public SessionState WithTurnInterrupted() => Message is null ? this : this with { IsLeft = true };

    public SessionState WithoutTurn() => this with { Message = null, Checkpoint = null, IsLeft = false };
}
