using System.Net.ServerSentEvents;
using System.Text.Json;
using BenchmarkDotNet.Attributes;

namespace LiteLlm.AgentSdk.Benchmarks;

/// <summary>
/// Reads the recorded mix as a long turn over loopback HTTP, with the server in another process. One operation is the whole turn.
/// </summary>
[MemoryDiagnoser]
public class StreamBenchmarks
{
    private const string Path = BenchmarkServer.Prefix + "/sessions/" + BenchmarkServer.LongTurn + "/stream";

    private ServerProcess? _server;
    private AgentPlatformClient? _platform;
    private HttpClient? _http;
    private Session? _session;

    internal ServerProcess Server => _server!;

    [GlobalSetup]
    public async Task SetupAsync()
    {
        _server = ServerProcess.Start();
        _http = _server.CreateBareClient();
        _platform = _server.CreateClient();
        _session = await _platform.Sessions.GetAsync(BenchmarkServer.LongTurn);
    }

    [GlobalCleanup]
    public void Cleanup()
    {
        _platform?.Dispose();
        _http?.Dispose();
        _server?.Dispose();
    }

    /// <summary>Only HttpClient, SseParser and the SDK's decoder.</summary>
    [Benchmark(Baseline = true, Description = "HttpClient + SseParser, same records")]
    public async Task<int> BareAsync()
    {
        using HttpResponseMessage response = await _http!.GetAsync(Path, HttpCompletionOption.ResponseHeadersRead);
        await using Stream body = await response.Content.ReadAsStreamAsync();
        int count = 0;
        await foreach (SseItem<SessionEvent> item in SseParser.Create(body, static (_, data) => EventDecoder.Decode(data)).EnumerateAsync())
        {
            count++;
        }

        return count;
    }

    [Benchmark(Description = "session.FollowAsync")]
    public async Task<int> SdkAsync()
    {
        int count = 0;
        await foreach (SessionEvent value in _session!.FollowAsync(new FollowOptions { StopAfterTurn = true }))
        {
            count++;
        }

        return count;
    }

    /// <summary>Typical code without the SDK.</summary>
    [Benchmark(Description = "HttpClient + SseParser, JsonElement")]
    public async Task<int> ElementsAsync()
    {
        using HttpResponseMessage response = await _http!.GetAsync(Path, HttpCompletionOption.ResponseHeadersRead);
        await using Stream body = await response.Content.ReadAsStreamAsync();
        int count = 0;
        await foreach (SseItem<string> item in SseParser.Create(body).EnumerateAsync())
        {
            count += JsonSerializer.Deserialize(item.Data, LapJson.TypeInfo<JsonElement>()).ValueKind == JsonValueKind.Object ? 1 : 0;
        }

        return count;
    }

    /// <summary>Only the connection, which shows the share of reading the bytes.</summary>
    [Benchmark(Description = "HttpClient + SseParser, nothing read")]
    public async Task<int> FramesAsync()
    {
        using HttpResponseMessage response = await _http!.GetAsync(Path, HttpCompletionOption.ResponseHeadersRead);
        await using Stream body = await response.Content.ReadAsStreamAsync();
        int count = 0;
        await foreach (SseItem<int> item in SseParser.Create(body, static (_, data) => data.Length).EnumerateAsync())
        {
            count += item.Data > 0 ? 1 : 0;
        }

        return count;
    }
}
