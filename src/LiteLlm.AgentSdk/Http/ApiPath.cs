using System.Text;

namespace LiteLlm.AgentSdk.Http;

/// <summary>Builds the path of a call from segments that no id can break out of.</summary>
internal static class ApiPath
{
    /// <summary>Escapes each segment. An id such as <c>../agents/x?y#z</c> stays one segment.</summary>
    /// <exception cref="AgentPlatformValidationException">A segment is empty, <c>.</c> or <c>..</c>, which no escaping can carry.</exception>
    public static string Of(params ReadOnlySpan<string> segments)
    {
        StringBuilder path = new();
        foreach (string segment in segments)
        {
            if (string.IsNullOrWhiteSpace(segment) || segment is "." or "..")
            {
                throw new AgentPlatformValidationException($"The id '{segment}' can't be used: an id is neither empty nor '.' nor '..'.")
                {
                    ValidationErrors = [new("id", "it is empty, '.' or '..'")],
                };
            }

            if (path.Length > 0)
            {
                path.Append('/');
            }

            path.Append(Uri.EscapeDataString(segment));
        }

        return path.ToString();
    }

    /// <summary>The value of a parameter: none where nothing was said.</summary>
    public static string? Parameter<T>(T? value)
        where T : struct, IOpenString => value is { Value.Length: > 0 } said ? said.Value : null;

    /// <summary>Appends the parameters that have a value.</summary>
    public static string Query(string path, params ReadOnlySpan<(string Name, string? Value)> parameters)
    {
        StringBuilder query = new(path);
        char separator = '?';
        foreach ((string name, string? value) in parameters)
        {
            if (value is not null)
            {
                query.Append(separator).Append(name).Append('=').Append(Uri.EscapeDataString(value));
                separator = '&';
            }
        }

        return query.ToString();
    }
}
