namespace LiteLlm.AgentSdk;

/// <summary>A container image from which sandboxes are created.</summary>
public sealed record HarnessImage : PlatformRecord
{
    /// <summary>Gets the image's id, which is the id of its harness.</summary>
    public HarnessId Id { get; init; }

    /// <summary>Gets the port on which its harness listens.</summary>
    /// <value><see langword="null"/> if the server does not report it.</value>
    public int? ContainerPort { get; init; }

    internal override string? MissingMember => Id.Value.Length == 0 ? "id" : null;
}
