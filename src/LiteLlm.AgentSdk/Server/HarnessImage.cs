namespace LiteLlm.AgentSdk;

/// <summary>An image that sandboxes are made from.</summary>
public sealed record HarnessImage : PlatformRecord
{
    /// <summary>Gets the image's id: the harness.</summary>
    public HarnessId Id { get; init; }

    /// <summary>Gets the port on which its harness listens.</summary>
    /// <value><see langword="null"/> when the server does not say.</value>
    public int? ContainerPort { get; init; }

    internal override string? MissingMember => Id.Value.Length == 0 ? "id" : null;
}
