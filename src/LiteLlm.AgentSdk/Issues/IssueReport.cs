namespace LiteLlm.AgentSdk;

/// <summary>The result of reporting an issue.</summary>
public sealed record IssueReport
{
    /// <summary>Gets the issue: a new one, or an existing open one with the same title.</summary>
    public Issue Issue { get; init => field = value ?? new Issue(); } = new();

    /// <summary>
    /// Gets a value indicating whether the issue is new. If not, <see cref="AgentSdk.Issue.TimesSeen"/> of the existing issue was
    /// increased, and the report's text was added to it as a comment.
    /// </summary>
    public bool IsNew { get; init; }
}
