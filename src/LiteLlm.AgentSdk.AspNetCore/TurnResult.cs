using System.Reflection;
using LiteLlm.AgentSdk.AspNetCore.Streaming;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;

namespace LiteLlm.AgentSdk.AspNetCore;

/// <summary>A turn as server-sent events: <see cref="AgentResults.Turn"/>, <see cref="AgentResults.ResumeTurn"/>.</summary>
public sealed class TurnResult : IResult, IEndpointMetadataProvider, IStatusCodeHttpResult, IContentTypeHttpResult
{
    private readonly TurnCheckpoint? _resumed;

    internal TurnResult(IAsyncEnumerable<TurnUpdate> updates, TurnResultOptions options, TurnCheckpoint? resumed)
    {
        Updates = updates;
        Options = options;
        _resumed = resumed;
    }

    /// <summary>Gets the updates of the turn. Enumerating them sends the message.</summary>
    public IAsyncEnumerable<TurnUpdate> Updates { get; }

    /// <summary>Gets the options of the stream.</summary>
    public TurnResultOptions Options { get; }

    /// <summary>Gets the HTTP status of a stream that has begun.</summary>
    /// <value>200. A failure before the first update gives another status.</value>
    public int? StatusCode => StatusCodes.Status200OK;

    /// <summary>Gets the content type of the stream.</summary>
    /// <value><c>text/event-stream</c>.</value>
    public string? ContentType => EventWriter.ContentType;

    /// <summary>Streams the turn until it ends or the browser disconnects.</summary>
    /// <param name="httpContext">The context of the request.</param>
    public Task ExecuteAsync(HttpContext httpContext)
    {
        ArgumentNullException.ThrowIfNull(httpContext);
        return new TurnPump(httpContext, Options, _resumed).RunAsync(Updates);
    }

    static void IEndpointMetadataProvider.PopulateMetadata(MethodInfo method, EndpointBuilder builder) => EventWriter.Describe(builder);
}
