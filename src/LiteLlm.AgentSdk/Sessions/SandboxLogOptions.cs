namespace LiteLlm.AgentSdk;

/// <summary>Options of <see cref="Session.GetSandboxLogsAsync"/>: how much of the output to read.</summary>
public sealed record SandboxLogOptions
{
    /// <summary>Gets the greatest age of the output to read: at least one second. Fractions are rounded up to whole seconds.</summary>
    /// <value>Default: output of any age.</value>
    public TimeSpan? Since { get; init; }

    /// <summary>Gets how many of the last lines to read: at least 1.</summary>
    /// <value>Default: as many as the platform returns.</value>
    public int? TailLines { get; init; }
}
