namespace LiteLlm.AgentSdk.Testing;

/// <summary>A request as the platform received it. The key that it carried is not kept.</summary>
public sealed class ReceivedRequest
{
    internal ReceivedRequest()
    {
    }

    /// <summary>Gets the method, such as <c>POST</c>.</summary>
    public required string Method { get; init; }

    /// <summary>Gets the path, without the query.</summary>
    public required string Path { get; init; }

    /// <summary>Gets the query, with its question mark, or empty.</summary>
    public required string Query { get; init; }

    /// <summary>
    /// Gets the route that the path belongs to, such as <c>/api/v1/managed_agents/sessions/{id}/message</c>; null when there is none.
    /// </summary>
    public required string? Route { get; init; }

    /// <summary>Gets the names of all headers, as they were sent.</summary>
    public required IReadOnlyList<string> HeaderNames { get; init; }

    /// <summary>Gets the headers' values by name, without regard to case; that of <c>Authorization</c> is left out.</summary>
    public required IReadOnlyDictionary<string, string> Headers { get; init; }

    /// <summary>Gets the body as text.</summary>
    public required string Body { get; init; }

    /// <summary>Gets when it arrived, by the platform's clock.</summary>
    public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>Method and path.</summary>
    public override string ToString() => Method + " " + Path;
}
