namespace LiteLlm.AgentSdk;

/// <summary>An MCP server that the gateway behind the platform offers.</summary>
public sealed record McpServerInfo : PlatformRecord
{
    /// <summary>
    /// Gets the server's id, as <see cref="AgentCreateOptions.McpServers"/> takes it. Gateways that call it <c>server_id</c> have it in
    /// <see cref="ServerId"/>.
    /// </summary>
    /// <value><see langword="null"/> when the server does not say.</value>
    public string? Id { get; init; }

    /// <summary>Gets the server's id, on gateways that call it so.</summary>
    /// <value><see langword="null"/> when the server does not say.</value>
    public string? ServerId { get; init; }

    /// <summary>Gets the server's name.</summary>
    /// <value><see langword="null"/> when the server does not say.</value>
    public string? Name { get; init; }

    /// <summary>Gets the server's name, on gateways that call it so.</summary>
    /// <value><see langword="null"/> when the server does not say.</value>
    public string? ServerName { get; init; }

    /// <summary>Gets the server's address.</summary>
    /// <value><see langword="null"/> when the server does not say.</value>
    public string? Url { get; init; }

    internal override string? MissingMember => string.IsNullOrEmpty(Id ?? ServerId ?? Name ?? ServerName ?? Url) ? "id" : null;
}
