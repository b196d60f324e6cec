namespace LiteLlm.AgentSdk.Tests.Stubs;

/// <summary>What a proxy does to one connection. Bytes are counted over the whole connection, in each direction.</summary>
internal sealed record ProxyPlan
{
    /// <summary>A connection that nothing happens to.</summary>
    public static ProxyPlan Clean { get; } = new();

    public ProxyEnd End { get; init; }

    /// <summary>The end comes when so many bytes of requests have been passed on; null for never.</summary>
    public int? EndAfterUp { get; init; }

    /// <summary>The end comes when so many bytes of answers have been passed on; null for never.</summary>
    public int? EndAfterDown { get; init; }

    /// <summary>Answers stop after so many bytes; null for never.</summary>
    public int? StallAfterDown { get; init; }

    /// <summary>Until when they stop.</summary>
    public Task StallUntil { get; init; } = Task.CompletedTask;

    /// <summary>How many bytes are passed on at a time, over and over; empty for as they come.</summary>
    public IReadOnlyList<int> Pieces { get; init; } = [];

    /// <summary>Whether all that is there is put together before it is passed on.</summary>
    public bool Merges { get; init; }

    /// <summary>How long each write is held back.</summary>
    public TimeSpan Delay { get; init; }

    /// <summary>Draws a plan.</summary>
    /// <param name="random">The chance.</param>
    /// <param name="over">When what the connections are used for is over; a stall of a connection ends with it.</param>
    public static ProxyPlan Draw(Random random, Task over)
    {
        int up = random.Next(1600);
        int down = random.Next(random.Next(2) == 0 ? 1500 : 14_000);
        ProxyPlan plan = random.Next(7) switch
        {
            0 => new() { End = ProxyEnd.Reset, EndAfterUp = up },
            1 => new() { End = ProxyEnd.Fin, EndAfterUp = up },
            2 or 3 => new() { End = ProxyEnd.Reset, EndAfterDown = down },
            4 => new() { End = ProxyEnd.Fin, EndAfterDown = down },
            5 => new() { StallAfterDown = down, StallUntil = over },
            _ => Clean,
        };
        return random.Next(4) switch
        {
            0 => plan with { Pieces = [.. Enumerable.Range(0, random.Next(1, 5)).Select(_ => random.Next(1, 60))] },
            1 => plan with { Merges = true, Delay = TimeSpan.FromMilliseconds(random.Next(3)) },
            _ => plan,
        };
    }

    public override string ToString() => string.Join(", ", Described());

    private IEnumerable<string> Described()
    {
        if (End != ProxyEnd.None)
        {
            yield return $"{End} after {(EndAfterUp is { } up ? $"{up} bytes of requests" : $"{EndAfterDown} bytes of answers")}";
        }

        if (StallAfterDown is { } stall)
        {
            yield return $"stalls after {stall} bytes of answers";
        }

        yield return Pieces.Count > 0 ? $"in pieces of [{string.Join(' ', Pieces)}]" : Merges
            ? $"merged, {Delay.TotalMilliseconds} ms late" : "as it comes";
    }
}
