namespace LiteLlm.AgentSdk.Http;

/// <summary>
/// The path of a call under the prefix of its area: the text to send, with escaped ids, and a template without ids for telemetry.
/// </summary>
internal readonly struct ApiPath(string text, string template)
{
    /// <summary>Gets the escaped path and query, without a leading slash.</summary>
    public string Text { get; } = text;

    /// <summary>Gets the path with a name in place of each id, such as <c>sessions/{id}/message</c>.</summary>
    public string Template { get; } = template;

    /// <summary>Creates a path without ids.</summary>
    public static implicit operator ApiPath(string path) => new(path, path);

    /// <summary>
    /// Creates a path from a string into which ids are interpolated. An id such as <c>../agents/x?y#z</c> stays one segment.
    /// </summary>
    /// <exception cref="AgentPlatformValidationException">An id is empty, <c>.</c> or <c>..</c>, which can't be escaped.</exception>
    public static ApiPath Of(ApiPathHandler path) => path.ToPath();

    /// <summary>Returns the value of a parameter; null if it is not set or empty.</summary>
    public static string? Parameter<T>(T? value)
        where T : struct, IOpenString => value is { Value.Length: > 0 } said ? said.Value : null;

    /// <summary>Returns the path with those parameters that have a value.</summary>
    public static ApiPath Query(ApiPath path, params ReadOnlySpan<(string Name, string? Value)> parameters)
    {
        System.Text.StringBuilder query = new(path.Text);
        char separator = '?';
        foreach ((string name, string? value) in parameters)
        {
            if (value is not null)
            {
                query.Append(separator).Append(name).Append('=').Append(Uri.EscapeDataString(value));
                separator = '&';
            }
        }

        return new ApiPath(query.ToString(), path.Template);
    }

    /// <summary>Returns the path with one more segment.</summary>
    public ApiPath Then(string word) => new($"{Text}/{word}", $"{Template}/{word}");

    public override string ToString() => Text;
}
