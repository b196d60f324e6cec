namespace LiteLlm.AgentSdk;

/// <summary>A model that the gateway behind the platform offers.</summary>
public sealed record ModelInfo : PlatformRecord
{
    /// <summary>Gets the model's id, as <see cref="AgentCreateOptions.Model"/> takes it.</summary>
    public string Id { get; init => field = value ?? ""; } = "";

    /// <summary>Gets the name to show.</summary>
    /// <value><see langword="null"/> when the server does not say.</value>
    public string? DisplayName { get; init; }

    /// <summary>Gets who offers it.</summary>
    /// <value><see langword="null"/> when the server does not say.</value>
    public string? OwnedBy { get; init; }

    internal override string? MissingMember => Id.Length == 0 ? "id" : null;
}
