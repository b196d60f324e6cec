namespace LiteLlm.AgentSdk.Benchmarks;

/// <summary>Runs the short set and writes <c>docs/performance.md</c>.</summary>
internal static class Report
{
    private const string Beginning = """
        # What the SDK costs

        Written by `dotnet run -c Release --project tests/LiteLlm.AgentSdk.Benchmarks -- --report`, in a few minutes. Other arguments are
        BenchmarkDotNet's: `-- --filter '*'` runs the same comparisons with its statistics.

        Judge by the ratios and by the allocated bytes. The ratios compare things that were measured side by side: many short rounds, each
        of which runs every way once, one after the other, so that whatever else the machine does meets all of them; a ratio is the median
        over the rounds. Times are CPU time of the whole process (garbage collection and thread pool included) unless they are called time
        on the wall; their absolute values belong to the machine of the day. The streams are recordings of a running platform, as they
        stand under `tests/LiteLlm.AgentSdk.Tests/Recordings`.
        """;

    /// <param name="letters">The letters of the sections to try, which are printed only; none for all, which are written.</param>
    public static async Task RunAsync(string[] letters)
    {
        (string Letter, Func<Page, Task> RunAsync)[] sections =
        [
            ("a", DecodingAsync),
            ("b", StreamingAsync),
            ("c", RequestsAsync),
            ("d", FoldingAsync),
            ("e", IdlingAsync),
            ("f", EndingAsync),
            ("g", TurnsAsync),
        ];
        Page page = new();
        foreach ((string letter, Func<Page, Task> runAsync) in sections)
        {
            if (letters.Length == 0 || letters.Contains(letter, StringComparer.Ordinal))
            {
                await runAsync(page);
            }
        }

        string text =
            page.ToString(Beginning,
            $"Measured on .NET {Environment.Version} with {Environment.ProcessorCount} processors, which others used too.");
        if (letters.Length > 0)
        {
            Console.WriteLine(text);
            return;
        }

        string file = Path.Combine(Repository.Root, "docs", "performance.md");
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        await File.WriteAllTextAsync(file, text + Kept(file));
        Console.WriteLine(Path.GetRelativePath(Environment.CurrentDirectory, file));
    }

    /// <summary>Returns the section that measure.sh of the command line's tests wrote.</summary>
    private static string Kept(string file)
    {
        const string Mark = "<!-- lap -->";
        const string End = "<!-- end of lap -->";
        string before = File.Exists(file) ? File.ReadAllText(file) : "";
        int from = before.IndexOf(Mark, StringComparison.Ordinal);
        int to = before.IndexOf(End, StringComparison.Ordinal);
        return from < 0 || to < from ? $"\n{Mark}\n{End}\n" : $"\n{before[from..(to + End.Length)]}\n";
    }

    private static async Task DecodingAsync(Page page)
    {
        await EventSizes.CheckAsync();
        page.Section("(a) From bytes to typed events", """
            A recorded stream out of memory, through the SSE parser and the decoder, to the records that the caller gets. All ways make
            equal records (checked before measuring). The *floor* is a scanner written by hand for these recordings: it believes every
            byte, looks at each once and reads nothing else right; the rare types it leaves to the SDK's own readers. The *checked floor*
            is the same on the framework's SSE parser and `Utf8JsonReader`: what lies between the two is the price of noticing JSON that
            is broken, which the SDK hands on as an event instead of losing it.
            """);
        foreach ((string name, string about) in ((string, string)[])
            [("claude", "one turn of the claude-agent-sdk harness"), ("opencode", "one turn of the opencode harness"),
                ("mix", "all recorded streams")])
        {
            DecodingBenchmarks b = new() { Recorded = name };
            b.Setup();
            IReadOnlyList<Cost> costs = await Rounds.RunAsync(
                41,
                TimeSpan.FromSeconds(0.03),
                new("floor: hand scanner", b.Floor),
                new("checked floor: `Utf8JsonReader` by hand", b.CheckedFloor),
                new("**LiteLlm.AgentSdk**", b.Sdk),
                new("`string`, `JsonElement`, object", b.StringThenElement),
                new("`byte[]`, `JsonDocument`, object", b.BytesThenDocument),
                new("`StreamReader.ReadLine`, `JsonElement`, object", b.ReadLine));
            page.Words($"{about}:");
            page.Table(
                ["way", "ns per event", "bytes per event", "beside the floor", "quietest round, ns"],
                costs.Select(static c =>
                    (string[])[c.Name, Page.Number(c.Cpu), Page.Number(c.Bytes), Page.Ratio(c.CpuRatio), Page.Number(c.BestCpu)]));
            page.Verdict("a", $"time beside the floor, {about}", "at most 1.3", Page.Ratio(costs[2].CpuRatio), costs[2].CpuRatio <= 1.3);
        }

        page.Words("""
            What was done: the bytes of a frame are looked at once, the two types that a stream consists of are read by hand, ids are
            hashed eight bytes at a time (before that it was 2.2 times the floor), and frames are cut out of the stream by hand, without a
            state machine for each (before that 1.3 times on a single turn). What is left between the SDK and the floor is
            `Utf8JsonReader`, which goes through every token of a message that the scanner only skips. A stream of nothing but such
            messages is the worst case.
            """);
        IReadOnlyList<EventSizes.Size> sizes = EventSizes.Measure();
        page.Words(
            $"What the small events of all recorded streams (frames of up to {EventSizes.Small} bytes) allocate, decoded one by one:");
        page.Table(
            ["type", "events", "bytes of a frame", "bytes allocated"],
            sizes.Select(static s => (string[])[s.Type, Page.Number(s.Count), Page.Number(s.FrameBytes), Page.Number(s.Bytes)]));
        page.Words("A `claude_sdk_message` keeps its JSON as bytes, so that its size is that of the message and a little more.");
        page.Verdict("a", "bytes per small event", "at most 400", Page.Number(sizes[0].Bytes), sizes[0].Bytes <= 400);
    }

    private static async Task StreamingAsync(Page page)
    {
        page.Section("(b) The same over HTTP", """
            All recorded streams as one long turn (again and again, in pieces of 16 KiB) over loopback HTTP, the server in another
            process. The bare client is an `HttpClient` with the framework's `SseParser` and the SDK's own decoder. The SDK does more (the
            session, the watch over silence, the time limits, the cancellation) and reads the stream in larger pieces: a ratio below 1
            says that the second saves more than the first costs. The Node program is what the TypeScript SDK does per event: `fetch`,
            `eventsource-parser`, `JSON.parse`, and all keys converted.
            """);
        StreamBenchmarks b = new();
        await b.SetupAsync();
        List<Way> ways =
        [
            new("`HttpClient` + `SseParser`, same records", b.BareAsync),
            new("**`session.FollowAsync`**", b.SdkAsync),
            new("`HttpClient` + `SseParser`, `JsonElement`", b.ElementsAsync),
            new("`HttpClient` + `SseParser`, nothing read", b.FramesAsync),
        ];
        (NodeProgram? node, string about) =
            await NodeProgram.StartAsync(new Uri(b.Server.BaseUrl, $"{BenchmarkServer.Prefix}/sessions/{BenchmarkServer.LongTurn}/stream"));
        if (node is not null)
        {
            ways.Add(new($"Node ({about})", node.ReadTurnAsync) { Cpu = () => node.Cpu });
        }

        IReadOnlyList<Cost> costs = await Rounds.RunAsync(21, TimeSpan.FromSeconds(0.12), [.. ways]);
        node?.Dispose();
        b.Cleanup();
        page.Table(
            ["way", "events per CPU-second", "ns per event", "bytes per event", "beside the bare client", "quietest round, ns"],
            costs.Select(static (c, i) => (string[])
                [c.Name, Page.Number(1e9 / c.Cpu), Page.Number(c.Cpu), i == 4 ? ""
                    : Page.Number(c.Bytes), Page.Ratio(c.CpuRatio), Page.Number(c.BestCpu)]));
        page.Verdict("b", "CPU time beside the bare client", "at most 1.25", Page.Ratio(costs[1].CpuRatio), costs[1].CpuRatio <= 1.25);
        if (node is null)
        {
            page.Words($"Node was not measured: {about}");
        }
        else
        {
            double times = costs[4].CpuRatio / costs[1].CpuRatio;
            page.Verdict("b", "events per CPU-second beside Node", "at least 5 times", Page.Ratio(times), times >= 5);
            page.Words("""
                What was done: frames are read once and passed on through few state machines, none for an event that is in the buffer
                already (3.4 times Node's before that), and the body is read 16 KiB at a time while it flows, instead of the framework
                parser's 1 KiB, which means a call of the operating system for every 4 KiB (1.10 times the bare client and 4.0 times
                Node's before that). A stream that is silent holds none of it. Measured side by side, the SDK with pieces of 4, 8, 16, 32
                and 64 KiB took 1.01, 0.96, 0.93, 0.93 and 0.92 of the bare client's time. What is left is the connection (the row where
                nothing is read) and the checked JSON of (a). The ratio to Node depends on what else the machine does: runs of the same
                code have given 4.0 to 4.9 times where nothing else ran, and 5.3 to 6.8 where others used the machine heavily, which costs
                Node more. What stands in the way of five times on a quiet machine: a quarter of the time is the connection's, the same
                for everybody, and the rest is within a quarter of reading the frames by hand (a); Node's parser, which believes its
                input, is a good one.
                """);
        }
    }

    private static async Task RequestsAsync(Page page)
    {
        page.Section("(c) A request", """
            Getting an agent over loopback HTTP, the server in another process, one call after the other. The bare client reads the same
            record with the same JSON context and nothing else. The SDK keeps the answer's whole JSON and its headers as they came, and
            reads them when they are asked for: the third way asks for both, the fourth makes the same of them on the bare client.
            Loopback makes the worst case: there the whole exchange takes less than a tenth of a millisecond, over a network it takes tens
            of them.
            """);
        RequestBenchmarks b = new();
        b.Setup();
        IReadOnlyList<Cost> costs = await Rounds.RunAsync(
            41,
            TimeSpan.FromSeconds(0.08),
            new("`HttpClient`, same JSON context", b.BareAsync),
            new("**`platform.Agents.GetAsync`**", b.SdkAsync),
            new("`platform.Agents.GetAsync`, JSON and headers read", b.SdkReadingAsync),
            new("`HttpClient`, JSON and headers read", b.KeepingAsync));
        b.Cleanup();
        page.Table(
            ["way", "CPU time, us", "on the wall, us", "bytes per call", "CPU beside bare", "wall beside bare",
                "quietest round on the wall, us"],
            costs.Select(static c => (string[])
            [
                c.Name, Page.Number(c.Cpu / 1000), Page.Number(c.Wall / 1000), Page.Number(c.Bytes), Page.Ratio(c.CpuRatio),
                    Page.Ratio(c.WallRatio), Page.Number(c.BestWall / 1000),
            ]));
        page.Verdict("c", "time on the wall of get-agent beside the bare client", "at most 1.1", Page.Ratio(costs[1].WallRatio),
            costs[1].WallRatio <= 1.1);
        page.Words("""
            What was done: `Raw` and the headers are read when they are asked for, the retry pipeline is entered by the first failure
            only, one cancellation source with one timer serves the time limit and the caller's token, the headers of a request are not
            parsed when they are known to be right, and an answer passes through three state machines less. Before that it was 1.15 times
            the bare client's time on the wall, and 17 kB. A caller who asks for `Raw` and the headers pays for them then, as the third
            row says. What is left is a fixed cost of a call and none of a stream's event.
            """);
    }

    private static async Task FoldingAsync(Page page)
    {
        page.Section("(d) Folding deltas", """
            A turn of one text part in n deltas, folded: `TurnAssembler` makes updates and a reply of events, `ClaudeConversation` makes a
            conversation of messages of the Claude Agent SDK, a new one for every message. Both take each delta once; beside them folds
            that are given all so far on every delta and make the whole anew. The ratio is the cost of a delta beside its cost at n =
            1,000: 1.00 is linear. The text is read at the end.
            """);
        await FoldingAsync(page, "TurnAssembler", static b => b.Incremental(), static b => b.Recomputing());
        await FoldingAsync(page, "ClaudeConversation", static b => b.Conversation(), static b => b.RecomputingConversation());
        page.Words("""
            What was done: the pieces of a text that grows in a conversation stand in common room. While each delta left an object behind
            that lived as long as the text, the garbage collector moved 100,000 of them, and the ratio was 1.57.
            Texts of more than 85 KB are large objects, and each collection of those looks at all events that the benchmark holds: with
            `DOTNET_GCLOHThreshold` above the text's size, `TurnAssembler` at n = 100,000 took 0.97 times the time of n = 1,000 for a delta.
            """);
    }

    private static async Task FoldingAsync(Page page, string name, Func<FoldBenchmarks, int> fold, Func<FoldBenchmarks, int> recompute)
    {
        int[] counts = [1_000, 10_000, 100_000];
        IReadOnlyList<Cost> costs =
            await Rounds.RunAsync(21, TimeSpan.FromSeconds(0.05),
            [.. counts.Select(n => Fold($"**`{name}`**, n = {Page.Number(n)}", n, fold))]);
        IReadOnlyList<Cost> recomputed =
            await Rounds.RunAsync(5, TimeSpan.Zero, Fold("recomputing, n = 1,000", 1_000, recompute),
            Fold("recomputing, n = 4,000", 4_000, recompute));
        page.Table(
            ["fold", "ns per delta", "bytes per delta", "beside n = 1,000", "whole turn, ms"],
            costs.Zip(counts).Concat(recomputed.Zip([1_000, 4_000])).Select(static c => (string[])
                [c.First.Name, Page.Number(c.First.Cpu), Page.Number(c.First.Bytes), Page.Ratio(c.First.CpuRatio),
                    Page.Number(c.First.Cpu * c.Second / 1e6)]));
        page.Verdict("d", $"100,000 deltas beside 100 times 1,000, `{name}`", "within 1.3", Page.Ratio(costs[2].CpuRatio),
            costs[2].CpuRatio <= 1.3);

        static Way Fold(string name, int count, Func<FoldBenchmarks, int> run)
        {
            FoldBenchmarks b = new() { Count = count };
            b.Setup();
            return new Way(name, () => Task.FromResult(run(b) > 0 ? count : 0));
        }
    }

    private static async Task IdlingAsync(Page page)
    {
        page.Section("(e) Idle streams", """
            Streams that are open at once and say nothing, each a connection to a server in another process: managed memory after a full
            collection, and CPU time while nothing happens. Beside them the same with `HttpClient` and `SseParser` alone: most of it is
            the connection itself.
            """);
        using ServerProcess server = ServerProcess.Start();
        List<IdleStreams.Result> results = [];
        foreach (int count in (int[])[100, 1_000, 10_000])
        {
            results.Add(await IdleStreams.BareAsync(server, count, TimeSpan.FromSeconds(4)));
            results.Add(await IdleStreams.SdkAsync(server, count, TimeSpan.FromSeconds(4)));
        }

        page.Table(
            ["way", "streams", "managed KiB per stream", "working set KiB per stream", "CPU us per stream and second"],
            results.Select(static r => (string[])
                [$"`{r.Name}`", Page.Number(r.Count), Page.Number(r.ManagedBytes / 1024), Page.Number(r.PrivateBytes / 1024),
                    Page.Number(r.CpuPerSecond / 1000)]));
        double worst = results.Where(static r => r.IsSdk).Max(static r => r.ManagedBytes) / 1024;
        page.Verdict("e", "managed memory of an idle stream", "at most 24 KiB", $"{Page.Number(worst)} KiB", worst <= 24);
    }

    private static async Task EndingAsync(Page page)
    {
        page.Section("(f) The first text and the end of a turn", """
            From the moment before the server hands the bytes of an event to its socket, on a connection that it holds open. For the
            terminal event: until the caller's loop has ended. For the first text: until the caller has its update. The first
            measurement stands apart, because it compiles the code. The longest also shows other load on the processors.
            """);
        IReadOnlyList<HeldOpen.Result> results = await HeldOpen.RunAsync(300);
        page.Table(
            ["loop", "first, ms", "median, ms", "99th of 100, ms", "longest, ms"],
            results.Select(static r =>
                (string[])[$"`{r.Name}`", Page.Number(r.First), Page.Number(r.Median), Page.Number(r.Late), Page.Number(r.Longest)]));
        HeldOpen.Result text = results[^1];
        page.Verdict("f", "from the bytes of the first text to its update, median", "at most 1 ms", $"{Page.Number(text.Median)} ms",
            text.Median <= 1);
        double median = results.SkipLast(1).Max(static r => r.Median);
        double late = results.SkipLast(1).Max(static r => r.Late);
        page.Verdict("f", "from the last byte to the end of the loop, median", "under 5 ms", $"{Page.Number(median)} ms", median < 5);
        page.Verdict("f", "the same, 99th of 100", "under 5 ms", $"{Page.Number(late)} ms", late < 5);
    }

    private static async Task TurnsAsync(Page page)
    {
        page.Section("(g) A turn as it is used", $"""
            `session.SendStreamingAsync` with its first read, over loopback HTTP, the server in another process:
            {Page.Number(TurnWires.Tokens)} tokens as each harness sends them (claude: two frames for a token), beside a client that cuts
            the same frames and reads nothing of them, and beside the packages of OpenAI and Anthropic that read the same tokens on their
            own wires from the same server.
            """);
        TurnBenchmarks b = new();
        await b.SetupAsync();
        IReadOnlyList<Cost> costs = await Rounds.RunAsync(
            21,
            TimeSpan.FromSeconds(0.12),
            new("claude: `HttpClient` + `SseParser`, a string for each frame", b.BareClaudeAsync),
            new("claude: `HttpClient` + `SseParser`, bytes counted", b.BytesOfClaudeAsync),
            new("claude: **`session.SendStreamingAsync`**", b.ClaudeAsync),
            new("opencode: `HttpClient` + `SseParser`, a string for each frame", b.BareOpenCodeAsync),
            new("opencode: `HttpClient` + `SseParser`, bytes counted", b.BytesOfOpenCodeAsync),
            new("opencode: **`session.SendStreamingAsync`**", b.OpenCodeAsync),
            new("OpenAI 2.15.0: `CompleteChatStreamingAsync`", b.OpenAIAsync),
            new("Anthropic 13.14.0: `Messages.CreateStreaming`", b.AnthropicAsync));
        IReadOnlyList<Cost> concurrent = await Rounds.RunAsync(
            5,
            TimeSpan.Zero,
            new("1,000 turns of 200 tokens, one after the other", () => b.OneByOneAsync(1_000)),
            new("100 at once", () => b.AtOnceAsync(100)),
            new("1,000 at once", () => b.AtOnceAsync(1_000)));
        b.Cleanup();
        double[] bare =
            [costs[0].CpuRatio, costs[0].CpuRatio, costs[0].CpuRatio, costs[3].CpuRatio, costs[3].CpuRatio, costs[3].CpuRatio, 0, 0];
        page.Table(
            ["way", "ns per token", "bytes per token", "beside the bare reader", "beside OpenAI", "quietest round, ns"],
            costs.Select((c, i) => (string[])
            [
                c.Name, Page.Number(c.Cpu), Page.Number(c.Bytes), bare[i] == 0 ? "" : Page.Ratio(c.CpuRatio / bare[i]),
                Page.Ratio(c.CpuRatio / costs[6].CpuRatio), Page.Number(c.BestCpu),
            ]));
        foreach ((string harness, int way) in ((string, int)[])[("claude", 2), ("opencode", 5)])
        {
            double besideBare = costs[way].CpuRatio / bare[way];
            double besideOpenAI = costs[way].CpuRatio / costs[6].CpuRatio;
            page.Verdict("g", $"a token beside the bare reader, {harness}", "at most 1.4", Page.Ratio(besideBare), besideBare <= 1.4);
            page.Verdict("g", $"a token beside OpenAI's package, {harness}", "at most 0.75", Page.Ratio(besideOpenAI),
                besideOpenAI <= 0.75);
            page.Verdict("g", $"bytes per token, {harness}", "at most 350", Page.Number(costs[way].Bytes), costs[way].Bytes <= 350);
        }

        page.Words("""
            What was done: the end of a response is read after the turn, so that the next call uses its connection (before, each turn
            closed its own and made a new one), and the clock is read once for all the events that have arrived, not once for each. Before
            that a token was 1.41 and 1.81 times the bare reader.
            """);
        page.Words("The same per token of many turns at once, each of 200 tokens, so that the requests weigh more:");
        page.Table(
            ["turns", "ns per token", "bytes per token", "beside one after the other", "quietest round, ns"],
            concurrent.Select(static c => (string[])
                [c.Name, Page.Number(c.Cpu), Page.Number(c.Bytes), Page.Ratio(c.CpuRatio), Page.Number(c.BestCpu)]));
        page.Verdict("g", "a token of 1,000 turns at once beside one", "within 1.3", Page.Ratio(concurrent[2].CpuRatio),
            concurrent[2].CpuRatio <= 1.3);
        using ServerProcess server = ServerProcess.Start();
        IdleStreams.Result idle = await IdleStreams.TurnsAsync(server, 10_000, TimeSpan.FromSeconds(4));
        page.Words($"10,000 turns that wait for their first word hold {Page.Number(idle.ManagedBytes / 1024)} KiB managed memory each.");
        page.Verdict("g", "managed memory of an idle turn", "at most 24 KiB", $"{Page.Number(idle.ManagedBytes / 1024)} KiB",
            idle.ManagedBytes <= 24 * 1024);
    }
}
