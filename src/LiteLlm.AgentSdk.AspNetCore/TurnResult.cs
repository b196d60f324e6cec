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

    /// <summary>Gets the turn. Enumerating it sends the message.</summary>
    public IAsyncEnumerable<TurnUpdate> Updates { get; }

    /// <summary>Gets how it is streamed.</summary>
    public TurnResultOptions Options { get; }

    /// <summary>Gets the status of a stream that has begun.</summary>
    /// <value>200; a failure before the first update has another.</value>
    public int? StatusCode => StatusCodes.Status200OK;

    /// <summary>Gets what is streamed.</summary>
    /// <value><c>text/event-stream</c>.</value>
    public string? ContentType => EventWriter.ContentType;

    /// <summary>Streams the turn, until its end or until the browser has gone.</summary>
    /// <param name="httpContext">The request.</param>
    public Task ExecuteAsync(HttpContext httpContext)
    {
        ArgumentNullException.ThrowIfNull(httpContext);
        return new TurnPump(httpContext, Options, _resumed).RunAsync(Updates);
    }

    static void IEndpointMetadataProvider.PopulateMetadata(MethodInfo method, EndpointBuilder builder) => EventWriter.Describe(builder);
}
