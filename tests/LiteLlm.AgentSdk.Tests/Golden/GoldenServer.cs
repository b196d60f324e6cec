using System.Text;
using System.Text.Json.Nodes;
using LiteLlm.AgentSdk.Tests.Stubs;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;
using Xunit;
using Xunit.Sdk;

namespace LiteLlm.AgentSdk.Tests;

/// <summary>
/// Plays recorded exchanges: accepts only the recorded request, and answers with the recorded status, headers and bytes. The session that a
/// call needs first is returned separately, and its request is not counted.
/// </summary>
internal sealed class GoldenServer : IAsyncDisposable
{
    /// <summary>The replacement for the key that the recordings leave out.</summary>
    public const string Key = "sk-golden-4f9a2c";

    /// <summary>The agent whose sessions are returned separately.</summary>
    public const string PreparedAgent = "prepared";

    private readonly KestrelStub _stub;
    private readonly Queue<(RecordedExchange Exchange, bool Strict)> _script = new();
    private readonly List<string> _differences = [];
    private int _prepared;
    private string _preparedSession = "";

    private GoldenServer(KestrelStub stub)
    {
        _stub = stub;
        _stub.Handler = AnswerAsync;
    }

    /// <summary>Gets the number of bytes of an answer that are sent at a time.</summary>
    public int ChunkSize { get; init; } = int.MaxValue;

    /// <summary>Gets the requests that have arrived, without those for the separate session.</summary>
    public int Count => _stub.Requests.Count - _prepared;

    public static async Task<GoldenServer> StartAsync(int chunkSize = int.MaxValue) =>
        new(await KestrelStub.StartAsync()) { ChunkSize = chunkSize };

    /// <summary>Expects the recorded request as the next request.</summary>
    public GoldenServer Expect(RecordedExchange exchange)
    {
        _script.Enqueue((exchange, Strict: true));
        return this;
    }

    /// <summary>Answers the next request as recorded, whatever it is.</summary>
    public GoldenServer Answer(RecordedExchange exchange)
    {
        _script.Enqueue((exchange, Strict: false));
        return this;
    }

    /// <summary>Creates a client that sends each request once, with the key of the recording.</summary>
    public AgentPlatformClient CreateClient(RecordedExchange exchange, PlatformGeneration generation = PlatformGeneration.Auto)
    {
        _preparedSession = exchange.Segment("sessions") ?? "ses";
        return new AgentPlatformClient(new AgentPlatformOptions
        {
            BaseUrl = _stub.BaseAddress,
            ApiKey = Authorization(exchange)?["Bearer ".Length..] ?? Key,
            Retry = new RetryOptions { MaxRetries = 0 },
            Healing = new HealingOptions { Enabled = false },
            Generation = generation,
        });
    }

    /// <summary>Checks that exactly the expected requests have arrived.</summary>
    public void Verify()
    {
        Assert.True(_differences.Count == 0, string.Join('\n', _differences));
        Assert.Empty(_stub.Failures);
        Assert.Empty(_script);
    }

    public ValueTask DisposeAsync() => _stub.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        StubRequest request = _stub.Requests[^1];
        if (request.Target.Contains($"/agents/{PreparedAgent}/session", StringComparison.Ordinal))
        {
            _prepared++;
            await Respond.Json(new JsonObject { ["id"] = _preparedSession, ["status"] = "ready" }.ToJsonString())(context);
            return;
        }

        if (IsAside(request))
        {
            // The SDK asks how the harness accepts images. This harness is unknown, so it gets them as the recorded clients sent them.
            _prepared++;
            await Respond.Json("""{"id":"prepared"}""")(context);
            return;
        }

        if (!_script.TryDequeue(out (RecordedExchange Exchange, bool Strict) next))
        {
            _differences.Add($"{request}: nothing more was expected");
            context.Response.StatusCode = StatusCodes.Status418ImATeapot;
            return;
        }

        if (next.Strict && Difference(next.Exchange, request) is { } difference)
        {
            _differences.Add($"{request} is not {next.Exchange.Method} {next.Exchange.Path} {next.Exchange.RequestBody}: {difference}");
            context.Response.StatusCode = StatusCodes.Status418ImATeapot;
            return;
        }

        await PlayAsync(context, next.Exchange);
    }

    // The request for the agent before the recorded call.
    private bool IsAside(StubRequest request) =>
        request.Method == "GET"
        && request.Target.Contains("/agents/", StringComparison.Ordinal)
        && _script.TryPeek(out (RecordedExchange Exchange, bool Strict) next)
        && next is { Strict: true, Exchange.Method: "POST" };

    private async Task PlayAsync(HttpContext context, RecordedExchange exchange)
    {
        context.Response.StatusCode = exchange.Status!.Value;
        foreach ((string name, string value) in exchange.Headers)
        {
            context.Response.Headers.Append(name, value);
        }

        await context.Response.StartAsync(context.RequestAborted);
        ReadOnlyMemory<byte> body = Encoding.UTF8.GetBytes(exchange.Body);
        while (!body.IsEmpty)
        {
            int size = Math.Min(ChunkSize, body.Length);
            await context.Response.Body.WriteAsync(body[..size], context.RequestAborted);
            await context.Response.Body.FlushAsync(context.RequestAborted);
            body = body[size..];
        }

        if (!exchange.EndedByPlatform)
        {
            await context.Response.Body.FlushAsync(context.RequestAborted);
            await new TaskCompletionSource().Task.WaitAsync(context.RequestAborted);
        }
    }

    private static string? Authorization(RecordedExchange exchange) =>
        exchange.Authorization?.Replace("<key>", Key, StringComparison.Ordinal) is { } value
            && value.StartsWith("Bearer ", StringComparison.Ordinal) ? value : null;

    private static string? Difference(RecordedExchange expected, StubRequest request)
    {
        string[] recorded = expected.Path.Split('?', 2);
        string[] target = request.Target.Split('?', 2);
        if (request.Method != expected.Method || target[0] != recorded[0])
        {
            return "method or path";
        }

        if (!Query(recorded).SetEquals(Query(target)) || target.Length != recorded.Length)
        {
            return "query";
        }

        if (request.Headers.GetValueOrDefault("Authorization") != Authorization(expected))
        {
            return "authorization";
        }

        if (expected.RequestBody is null)
        {
            return request.Body.Length == 0 ? null : "a body";
        }

        if (request.Headers.GetValueOrDefault("Content-Type") is not "application/json")
        {
            return "content type";
        }

        try
        {
            SameJson.Check(expected.RequestBody, request.Text);
            return null;
        }
        catch (XunitException e)
        {
            return e.Message;
        }
    }

    // The order of parameters does not matter.
    private static HashSet<(string Name, StringValues Values)> Query(string[] target) =>
        [.. QueryHelpers.ParseQuery(target.Length > 1 ? target[1] : "").Select(static p => (p.Key, p.Value))];
}
