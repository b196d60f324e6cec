using System.Text.Json;
using BenchmarkDotNet.Attributes;

namespace LiteLlm.AgentSdk.Benchmarks;

/// <summary>Gets an agent over loopback HTTP, with the server in another process.</summary>
[MemoryDiagnoser]
public class RequestBenchmarks
{
    private const string Id = "9b08c741-96eb-4933-a636-a6c7386efcfa";

    private ServerProcess? _server;
    private AgentPlatformClient? _platform;
    private HttpClient? _http;

    [GlobalSetup]
    public void Setup()
    {
        _server = ServerProcess.Start();
        _http = _server.CreateBareClient();
        _platform = _server.CreateClient();
    }

    [GlobalCleanup]
    public void Cleanup()
    {
        _platform?.Dispose();
        _http?.Dispose();
        _server?.Dispose();
    }

    [Benchmark(Baseline = true, Description = "HttpClient, same JSON context")]
    public async Task<int> BareAsync()
    {
        using HttpResponseMessage response = await _http!.GetAsync($"{BenchmarkServer.Prefix}/agents/{Id}");
        response.EnsureSuccessStatusCode();
        AgentSnapshot agent = JsonSerializer.Deserialize(await response.Content.ReadAsByteArrayAsync(), LapJson.TypeInfo<AgentSnapshot>())!;
        return agent.Id is null ? 0 : 1;
    }

    [Benchmark(Description = "platform.Agents.GetAsync")]
    public async Task<int> SdkAsync()
    {
        Agent agent = await _platform!.Agents.GetAsync(Id);
        return agent.Id.Length > 0 ? 1 : 0;
    }

    /// <summary>The same for a caller that reads everything that the SDK keeps.</summary>
    [Benchmark(Description = "platform.Agents.GetAsync, JSON and headers read")]
    public async Task<int> SdkReadingAsync()
    {
        Agent agent = await _platform!.Agents.GetAsync(Id);
        return agent.Raw.ValueKind != JsonValueKind.Object || agent.LastResponse!.Headers.Count == 0 ? 0 : 1;
    }

    /// <summary>
    /// The bare client, which also parses the answer's JSON and headers as the SDK does on request.
    /// </summary>
    [Benchmark(Description = "HttpClient, JSON and headers read")]
    public async Task<int> KeepingAsync()
    {
        using HttpResponseMessage response = await _http!.GetAsync($"{BenchmarkServer.Prefix}/agents/{Id}");
        response.EnsureSuccessStatusCode();
        using JsonDocument document = JsonDocument.Parse(await response.Content.ReadAsByteArrayAsync());
        JsonElement raw = document.RootElement.Clone();
        AgentSnapshot agent = raw.Deserialize(LapJson.TypeInfo<AgentSnapshot>())!;
        return agent.Id is null || ResponseInfo.Of(response).Headers.Count == 0 ? 0 : 1;
    }
}
