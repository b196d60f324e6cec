namespace LiteLlm.AgentSdk.Benchmarks;

/// <summary>The allocations of the events of the recorded mix, by type.</summary>
internal static class EventSizes
{
    /// <summary>The maximum size of a small frame: tokens, states and signals, but not whole messages.</summary>
    public const int Small = 512;

    /// <param name="Type">The event's type.</param>
    /// <param name="Count">The number of events.</param>
    /// <param name="FrameBytes">The average size of their frames.</param>
    /// <param name="Bytes">The average allocation of an event.</param>
    internal sealed record Size(string Type, int Count, double FrameBytes, double Bytes);

    /// <summary>Returns the sizes of all small events together, and then by type.</summary>
    public static IReadOnlyList<Size> Measure()
    {
        byte[][] frames = [.. RecordedStreams.Frames(RecordedStreams.Mix).Where(static frame => frame.Length <= Small)];
        List<(string Type, int FrameBytes, long Bytes)> all = [];
        for (int run = 0; run < 50; run++)
        {
            all.Clear();
            foreach (byte[] frame in frames)
            {
                long before = GC.GetAllocatedBytesForCurrentThread();
                SessionEvent value = EventDecoder.Decode(frame.AsSpan()["data: ".Length..^2]);
                long bytes = GC.GetAllocatedBytesForCurrentThread() - before;
                all.Add((value is UnknownEvent ? "unknown types" : value.Type, frame.Length, bytes));
            }
        }

        return
        [
            new Size("all small events", all.Count, all.Average(static e => e.FrameBytes), all.Average(static e => e.Bytes)),
            .. all.GroupBy(static e => e.Type)
                .Select(static g => new Size(g.Key, g.Count(), g.Average(static e => e.FrameBytes), g.Average(static e => e.Bytes)))
                .OrderByDescending(static size => size.Count),
        ];
    }

    /// <summary>Throws unless all ways decode the mix to equal events.</summary>
    public static async Task CheckAsync()
    {
        Func<Stream, IAsyncEnumerable<SessionEvent>>[] ways =
        [
            static stream => new HandScanner().ReadAsync(stream),
            HandReader.ReadAsync,
            OtherWays.StringThenElementAsync,
            OtherWays.BytesThenDocumentAsync,
            OtherWays.ReadLineAsync,
        ];
        List<SessionEvent> expected = await ListAsync(SseEventReader.ReadAsync(new MemoryStream(RecordedStreams.Mix)));
        foreach (Func<Stream, IAsyncEnumerable<SessionEvent>> way in ways)
        {
            List<SessionEvent> events = await ListAsync(way(new MemoryStream(RecordedStreams.Mix)));
            int different = events.Zip(expected).Count(static pair => pair.First.ToJson() != pair.Second.ToJson());
            if (events.Count != expected.Count || different > 0)
            {
                throw new InvalidOperationException(
                    $"{way.Method.Name}: {events.Count} events and not {expected.Count}, {different} of them different.");
            }
        }
    }

    private static async Task<List<SessionEvent>> ListAsync(IAsyncEnumerable<SessionEvent> events)
    {
        List<SessionEvent> list = [];
        await foreach (SessionEvent value in events)
        {
            list.Add(value);
        }

        return list;
    }
}
