using BenchmarkDotNet.Attributes;

namespace LiteLlm.AgentSdk.Benchmarks;

/// <summary>Decodes a recorded stream from bytes to typed events. One operation is the whole stream.</summary>
[MemoryDiagnoser]
public class DecodingBenchmarks
{
    private byte[] _body = [];

    /// <summary>Gets or sets the recorded stream.</summary>
    [Params("claude", "opencode", "mix")]
    public string Recorded { get; set; } = "mix";

    [GlobalSetup]
    public void Setup() => _body = RecordedStreams.Named(Recorded);

    [Benchmark(Baseline = true, Description = "Floor: hand scanner")]
    public Task<int> Floor() => CountAsync(new HandScanner().ReadAsync(Body()));

    [Benchmark(Description = "Checked floor: Utf8JsonReader by hand")]
    public Task<int> CheckedFloor() => CountAsync(HandReader.ReadAsync(Body()));

    [Benchmark(Description = "LiteLlm.AgentSdk")]
    public Task<int> Sdk() => CountAsync(SseEventReader.ReadAsync(Body()));

    [Benchmark(Description = "string, JsonElement, object")]
    public Task<int> StringThenElement() => CountAsync(OtherWays.StringThenElementAsync(Body()));

    [Benchmark(Description = "byte[], JsonDocument, object")]
    public Task<int> BytesThenDocument() => CountAsync(OtherWays.BytesThenDocumentAsync(Body()));

    [Benchmark(Description = "StreamReader.ReadLine, JsonElement, object")]
    public Task<int> ReadLine() => CountAsync(OtherWays.ReadLineAsync(Body()));

    private static async Task<int> CountAsync(IAsyncEnumerable<SessionEvent> events)
    {
        int count = 0;
        await foreach (SessionEvent value in events)
        {
            count++;
        }

        return count;
    }

    private MemoryStream Body() => new(_body, writable: false);
}
