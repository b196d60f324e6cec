using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace LiteLlm.AgentSdk.Tests.Stubs;

/// <summary>A request as it arrived at a <see cref="KestrelStub"/>.</summary>
internal sealed class StubRequest
{
    private readonly TaskCompletionSource _aborted = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private StubRequest(HttpContext context, byte[] body)
    {
        Method = context.Request.Method;
        Target = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        Headers = context.Request.Headers.ToDictionary(header =>
            header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase);
        Body = body;
        ConnectionId = context.Connection.Id;
        context.RequestAborted.Register(() => _aborted.TrySetResult());
    }

    public string Method { get; }

    /// <summary>Gets the path and query exactly as sent, not decoded.</summary>
    public string Target { get; }

    public IReadOnlyDictionary<string, string> Headers { get; }

    public byte[] Body { get; }

    public string Text => Encoding.UTF8.GetString(Body);

    public JsonNode? Json => Body.Length == 0 ? null : JsonNode.Parse(Body);

    /// <summary>Gets the id of the connection, which is equal for requests over one pooled connection.</summary>
    public string ConnectionId { get; }

    /// <summary>Gets a task that completes when the caller hangs up before the answer is complete.</summary>
    public Task Aborted => _aborted.Task.WaitAsync(Arrivals<StubRequest>.Patience);

    public override string ToString() => $"{Method} {Target} {Text}";

    internal static async Task<StubRequest> ReadAsync(HttpContext context)
    {
        using MemoryStream body = new();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        return new StubRequest(context, body.ToArray());
    }
}
