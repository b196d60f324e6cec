namespace LiteLlm.AgentSdk;

/// <summary>A model that the gateway behind the platform offers.</summary>
public sealed record ModelInfo : PlatformRecord
{
    /// <summary>Gets the model's id, for <see cref="AgentCreateOptions.Model"/>.</summary>
    public string Id { get; init => field = value ?? ""; } = "";

    /// <summary>Gets the display name.</summary>
    /// <value><see langword="null"/> if the server does not report it.</value>
    public string? DisplayName { get; init; }

    /// <summary>Gets the owner of the model.</summary>
    /// <value><see langword="null"/> if the server does not report it.</value>
    public string? OwnedBy { get; init; }

    internal override string? MissingMember => Id.Length == 0 ? "id" : null;
}
