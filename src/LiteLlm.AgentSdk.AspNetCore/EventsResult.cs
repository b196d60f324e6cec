using System.Reflection;
using LiteLlm.AgentSdk.AspNetCore.Streaming;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;

namespace LiteLlm.AgentSdk.AspNetCore;

/// <summary>A session's events as server-sent events: <see cref="AgentResults.Events"/>.</summary>
public sealed class EventsResult : IResult, IEndpointMetadataProvider, IStatusCodeHttpResult, IContentTypeHttpResult
{
    internal EventsResult(IAsyncEnumerable<SessionEvent> events, StreamResultOptions options)
    {
        Events = events;
        Options = options;
    }

    /// <summary>Gets the events.</summary>
    public IAsyncEnumerable<SessionEvent> Events { get; }

    /// <summary>Gets the options of the stream.</summary>
    public StreamResultOptions Options { get; }

    /// <summary>Gets the HTTP status of a stream that has begun.</summary>
    /// <value>200. A failure before the first event gives another status.</value>
    public int? StatusCode => StatusCodes.Status200OK;

    /// <summary>Gets the content type of the stream.</summary>
    /// <value><c>text/event-stream</c>.</value>
    public string? ContentType => EventWriter.ContentType;

    /// <summary>Streams the events until they end or the browser disconnects.</summary>
    /// <param name="httpContext">The context of the request.</param>
    public Task ExecuteAsync(HttpContext httpContext)
    {
        ArgumentNullException.ThrowIfNull(httpContext);
        return new SessionPump(httpContext, Options).RunAsync(Events);
    }

    static void IEndpointMetadataProvider.PopulateMetadata(MethodInfo method, EndpointBuilder builder) => EventWriter.Describe(builder);
}
