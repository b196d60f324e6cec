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

    /// <summary>Gets how they are streamed.</summary>
    public StreamResultOptions Options { get; }

    /// <summary>Gets the status of a stream that has begun.</summary>
    /// <value>200; a failure before the first event has another.</value>
    public int? StatusCode => StatusCodes.Status200OK;

    /// <summary>Gets what is streamed.</summary>
    /// <value><c>text/event-stream</c>.</value>
    public string? ContentType => EventWriter.ContentType;

    /// <summary>Streams the events, until they end or until the browser has gone.</summary>
    /// <param name="httpContext">The request.</param>
    public Task ExecuteAsync(HttpContext httpContext)
    {
        ArgumentNullException.ThrowIfNull(httpContext);
        return new SessionPump(httpContext, Options).RunAsync(Events);
    }

    static void IEndpointMetadataProvider.PopulateMetadata(MethodInfo method, EndpointBuilder builder) => EventWriter.Describe(builder);
}
