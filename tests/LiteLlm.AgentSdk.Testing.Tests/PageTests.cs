using System.Reflection;

namespace LiteLlm.AgentSdk.Testing.Tests;

/// <summary>The page about testing names every fault and step, and its example runs.</summary>
public sealed class PageTests
{
    private static readonly string s_root = FindRoot();
    private static readonly string s_page = File.ReadAllText(Path.Combine(s_root, "docs", "testing.md"));

    [Theory]
    [InlineData(typeof(Fault))]
    [InlineData(typeof(TurnStep))]
    public void Every_fault_and_step_is_named(Type type) =>
        type.GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly)
            .Where(method => method.ReturnType == type && !method.IsSpecialName)
            .Select(method => $"{type.Name}.{method.Name}(").Distinct()
            .Where(name => name is not ("TurnStep.Text(" or "TurnStep.Reasoning(" or "TurnStep.Tool("))
            .Should().OnlyContain(name => TableHas(name));

    [Fact]
    public void Every_option_is_named() =>
        typeof(LocalAgentPlatformOptions).GetProperties().Should().OnlyContain(option => TableHas($"`{option.Name}`"));

    [Fact]
    public void The_example_equals_the_code_that_runs()
    {
        const string start = "static async Task EveryWayInWhichATurnGoesWrong";
        string source = File.ReadAllText(Path.Combine(s_root, "tests", "LiteLlm.AgentSdk.Testing.Tests", "PageTests.cs"));
        string own = source[source.LastIndexOf("    private " + start, StringComparison.Ordinal)..source.LastIndexOf('}')];
        string example = s_page[s_page.IndexOf(start, StringComparison.Ordinal)..];
        example = example[..example.IndexOf("```", StringComparison.Ordinal)];

        Words(own.Replace("private ", "", StringComparison.Ordinal)).Should().Be(Words(example));
    }

    [Fact]
    public async Task An_app_is_tested_against_each_way()
    {
        int answered = 0;
        int failed = 0;

        await EveryWayInWhichATurnGoesWrong(async session =>
        {
            // The limit of the app itself, since it may wait for a message that can't be answered.
            using CancellationTokenSource patience = new(TimeSpan.FromSeconds(5));
            try
            {
                Reply reply = await session.SendAsync("go", cancellationToken: patience.Token).WaitAsync(Support.Caller.Patience);
                Interlocked.Increment(ref answered);
                return reply.Text == "done";
            }
            catch (Exception e) when (e is AgentPlatformException or OperationCanceledException)
            {
                Interlocked.Increment(ref failed);
                return true;
            }
        });

        (answered + failed).Should().Be(18);
        answered.Should().BeGreaterThan(8, "the platform and the client recover from most faults");
        failed.Should().BeGreaterThan(4, "what can't be mended is an exception");
    }

    [Fact]
    public async Task An_app_that_does_not_cope_is_found()
    {
        Func<Task> test = () => EveryWayInWhichATurnGoesWrong(_ => Task.FromResult(false));
        (await test.Should().ThrowAsync<InvalidOperationException>()).WithMessage("The app does not cope with a turn on *");
    }

    private static bool TableHas(string name) =>
        s_page.Split('\n').Any(line => line.StartsWith('|') && line.Contains(name, StringComparison.Ordinal));

    private static string Words(string code) => string.Join(' ', code.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static string FindRoot()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "LiteLlm.AgentSdk.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new DirectoryNotFoundException("The repository.");
    }

    private static async Task EveryWayInWhichATurnGoesWrong(Func<Session, Task<bool>> app)
    {
        TurnStep done = TurnStep.Text("done");
        (string Name, Fault? Fault, TurnStep[] Script)[] ways =
        [
            ("fails", null, [TurnStep.Text("Let me"), TurnStep.Fail("overloaded", status: 400)]),
            ("is busy for a while", null, [TurnStep.Retry(429, times: 1), done]),
            ("has no such model", Fault.ModelMissing(), []),
            ("is refused", Fault.MessageRefused(), []),
            ("loses its process", Fault.HarnessProcessLost(6), [done]),
            ("loses its sandbox", Fault.SandboxLost(6), [done]),
            ("loses its connection", Fault.HarnessConnectionBroken(6), [done]),
            ("loses its answer", Fault.AbortInsteadOfAnswer(), [done]),
            ("is met by a gateway", Fault.HtmlPage(504).AfterEffect(), [done]),
        ];
        HarnessId[] harnesses = [HarnessId.ClaudeAgentSdk, HarnessId.OpenCode];
        await Task.WhenAll(harnesses.SelectMany(harness => ways.Select(way => TryAsync(harness, way.Name, way.Fault, way.Script))));

        async Task TryAsync(HarnessId harness, string name, Fault? fault, TurnStep[] script)
        {
            await using LocalAgentPlatform lap = await LocalAgentPlatform.StartAsync(new() { Script = _ => Steps(script) });
            using AgentPlatformClient platform = lap.CreateClient(options => options.Healing.OutcomeTimeout = TimeSpan.FromSeconds(3));
            Agent agent = await platform.Agents.CreateAsync(new() { Model = "m", HarnessId = harness });
            Session session = await agent.CreateSessionAsync();
            if (fault is not null)
            {
                lap.Faults.Add(fault.On("POST", "/message"));
            }

            if (!await app(session))
            {
                throw new InvalidOperationException($"The app does not cope with a turn on {harness} that {name}.");
            }
        }

        static async IAsyncEnumerable<TurnStep> Steps(TurnStep[] steps)
        {
            await Task.CompletedTask;
            foreach (TurnStep step in steps)
            {
                yield return step;
            }
        }
    }
}
