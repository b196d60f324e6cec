namespace LiteLlm.AgentSdk.Http;

/// <summary>
/// The path of a call under its area: as it goes out, with the ids escaped, and as it is told to telemetry, without them.
/// </summary>
internal readonly struct ApiPath(string text, string template)
{
    /// <summary>Gets path and query, escaped, without a slash at the beginning.</summary>
    public string Text { get; } = text;

    /// <summary>Gets the path with a name in place of each id, such as <c>sessions/{id}/message</c>.</summary>
    public string Template { get; } = template;

    /// <summary>A path without ids.</summary>
    public static implicit operator ApiPath(string path) => new(path, path);

    /// <summary>A path whose holes are ids. An id such as <c>../agents/x?y#z</c> stays one segment.</summary>
    /// <exception cref="AgentPlatformValidationException">An id is empty, <c>.</c> or <c>..</c>, which no escaping can carry.</exception>
    public static ApiPath Of(ApiPathHandler path) => path.ToPath();

    /// <summary>The value of a parameter: none where nothing was said.</summary>
    public static string? Parameter<T>(T? value)
        where T : struct, IOpenString => value is { Value.Length: > 0 } said ? said.Value : null;

    /// <summary>The path with the parameters that have a value.</summary>
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

    /// <summary>The path with a word of the platform's own at its end.</summary>
    public ApiPath Then(string word) => new($"{Text}/{word}", $"{Template}/{word}");

    public override string ToString() => Text;
}
