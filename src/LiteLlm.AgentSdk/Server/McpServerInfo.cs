namespace LiteLlm.AgentSdk;

/// <summary>An MCP server that the gateway behind the platform offers.</summary>
public sealed record McpServerInfo : PlatformRecord
{
    /// <summary>
    /// Gets the server's id, for <see cref="AgentCreateOptions.McpServers"/>. Some gateways send it as <see cref="ServerId"/>
    /// (<c>server_id</c>) instead.
    /// </summary>
    /// <value><see langword="null"/> if the server does not report it.</value>
    public string? Id { get; init; }

    /// <summary>Gets the server's id, on gateways that send it as <c>server_id</c>.</summary>
    /// <value><see langword="null"/> if the server does not report it.</value>
    public string? ServerId { get; init; }

    /// <summary>Gets the server's name.</summary>
    /// <value><see langword="null"/> if the server does not report it.</value>
    public string? Name { get; init; }

    /// <summary>Gets the server's name, on gateways that send it as <c>server_name</c>.</summary>
    /// <value><see langword="null"/> if the server does not report it.</value>
    public string? ServerName { get; init; }

    /// <summary>Gets the server's address.</summary>
    /// <value><see langword="null"/> if the server does not report it.</value>
    public string? Url { get; init; }

    internal override string? MissingMember => string.IsNullOrEmpty(Id ?? ServerId ?? Name ?? ServerName ?? Url) ? "id" : null;
}
