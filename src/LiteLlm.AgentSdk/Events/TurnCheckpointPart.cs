namespace LiteLlm.AgentSdk;

/// <summary>A part of a turn, and how much of it the caller has received.</summary>
public sealed record TurnCheckpointPart
{
    /// <summary>Gets the id of the message that the part belongs to.</summary>
    /// <value>Default: empty.</value>
    public string MessageId { get; init => field = value ?? ""; } = "";

    /// <summary>Gets the id of the part.</summary>
    /// <value>Default: empty.</value>
    public string PartId { get; init => field = value ?? ""; } = "";

    /// <summary>Gets how many characters of its text the caller has received.</summary>
    /// <value>Default: 0.</value>
    public int Length { get; init; }

    /// <summary>Gets a value indicating whether its text is reasoning.</summary>
    /// <value>Default: <see langword="false"/>.</value>
    public bool IsReasoning { get; init; }

    /// <summary>Gets a value indicating whether the caller has received a <see cref="TurnToolStarted"/> for the part.</summary>
    /// <value>Default: <see langword="false"/>.</value>
    public bool IsStarted { get; init; }

    /// <summary>Gets a value indicating whether the caller has received a <see cref="TurnToolFinished"/> for the part.</summary>
    /// <value>Default: <see langword="false"/>.</value>
    public bool IsFinished { get; init; }
}
