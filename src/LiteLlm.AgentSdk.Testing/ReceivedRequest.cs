namespace LiteLlm.AgentSdk.Testing;

/// <summary>A request that the platform received. It does not contain the API key.</summary>
public sealed class ReceivedRequest
{
    internal ReceivedRequest()
    {
    }

    /// <summary>Gets the method, such as <c>POST</c>.</summary>
    public required string Method { get; init; }

    /// <summary>Gets the path, without the query.</summary>
    public required string Path { get; init; }

    /// <summary>Gets the query with its question mark; empty if there is none.</summary>
    public required string Query { get; init; }

    /// <summary>
    /// Gets the route of the path, such as <c>/api/v1/managed_agents/sessions/{id}/message</c>; null if the path has no route.
    /// </summary>
    public required string? Route { get; init; }

    /// <summary>Gets the names of all headers, as they were sent.</summary>
    public required IReadOnlyList<string> HeaderNames { get; init; }

    /// <summary>Gets the values of the headers by name, ignoring case, without <c>Authorization</c>.</summary>
    public required IReadOnlyDictionary<string, string> Headers { get; init; }

    /// <summary>Gets the body as text.</summary>
    public required string Body { get; init; }

    /// <summary>Gets the time at which the request arrived, by the platform's clock.</summary>
    public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>Returns the method and the path.</summary>
    public override string ToString() => Method + " " + Path;
}
