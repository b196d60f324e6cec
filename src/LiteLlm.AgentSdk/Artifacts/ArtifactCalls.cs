using LiteLlm.AgentSdk.Http;

namespace LiteLlm.AgentSdk;

/// <summary>The API call that stores a file with a session.</summary>
internal static class ArtifactCalls
{
    public static async Task<Artifact> UploadAsync(
        PlatformTransport transport, string sessionId, string name, Stream content, ArtifactOptions options,
            CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(content);
        List<ValidationError> problems = [];
        TextRules.Required(name, "name", problems);
        if (options.MimeType is { } type && !ContentTypes.IsWellFormed(type))
        {
            problems.Add(new("mime_type", $"'{type}' is not a media type; expected one such as text/csv"));
        }

        if (options.MaxSize is < 1 or > int.MaxValue)
        {
            problems.Add(new(nameof(options.MaxSize), $"{options.MaxSize} is not between 1 and {int.MaxValue}"));
        }

        byte[]? bytes = problems.Count == 0
            ? await FileContent.ReadAsync(content, options.MaxSize, cancellationToken).ConfigureAwait(false) : null;
        if (problems.Count == 0 && bytes is null)
        {
            problems.Add(new("content",
                $"it has more than {options.MaxSize} bytes, the limit of {nameof(ArtifactOptions)}.{nameof(options.MaxSize)}"));
        }

        AgentPlatformValidationException.ThrowIfAny(problems, "The artifact can't be stored");
        ArtifactBody body = new(name, options.MimeType ?? ContentTypes.Of(bytes), bytes, bytes!.Length);
        ApiRequest request = new(HttpMethod.Post, ApiPath.Of($"sessions/{sessionId}/artifacts")) { Body = RecordReader.Body(body) };
        return await transport.SendForAsync<Artifact>(request, cancellationToken).ConfigureAwait(false);
    }
}
