namespace LiteLlm.AgentSdk;

/// <summary>What became of an issue that was noted.</summary>
public sealed record IssueReport
{
    /// <summary>Gets the issue: the new one, or the open one of the same title that was there already.</summary>
    public Issue Issue { get; init => field = value ?? new Issue(); } = new();

    /// <summary>
    /// Gets a value indicating whether it is new. If not, the one that was there has been counted up
    /// (<see cref="AgentSdk.Issue.TimesSeen"/>) and what was said is a comment of it.
    /// </summary>
    public bool IsNew { get; init; }
}
