using System.Diagnostics;
using System.Reflection;
using System.Text;
using FluentAssertions;
using LiteLlm.AgentSdk.Tests.Coverage;
using LiteLlm.AgentSdk.Tests.Surface;
using Xunit;

namespace LiteLlm.AgentSdk.Tests.Telemetry;

/// <summary>Every public operation has its span, its log events and its page of the documentation; docs/operations.md lists them.</summary>
public class OperationTests
{
    // Every call logs its request and its response.
    private static readonly int[] OfEveryCall = [1, 2];

    private static readonly string s_docs = Path.Combine(Repository.Root, "docs");

    public static TheoryData<string> Members() => [.. Operations.All.Select(static operation => operation.Member)];

    [Fact]
    public void Every_public_operation_is_in_the_table()
    {
        ApiCoverageTests.PublicCalls().Select(static group => group.Key).Except(ApiCalls.Composed)
            .Should().BeEquivalentTo(Operations.All.Select(static operation => operation.Member));
    }

    [Theory]
    [MemberData(nameof(Members))]
    public async Task An_operation_has_its_spans_and_its_log_events(string member)
    {
        Operation operation = Operations.All.Single(other => other.Member == member);
        await using OperationScene scene = await OperationScene.SetAsync();
        int before = scene.Logs.Logs.Count;
        using SpanRecorder recorder = new();

        await operation.Run(scene);

        recorder.Spans.Select(static span => span.DisplayName).Should().Contain(CallSpans(operation)[0]);
        recorder.Spans.Should().OnlyContain(static span => span.Status != ActivityStatusCode.Error);
        if (operation.Span.Length > 0)
        {
            Activity own = recorder.Spans.First(span => span.DisplayName == operation.Span);
            own.GetTagItem("gen_ai.operation.name").Should().Be(operation.Span.Split(' ')[0]);
            if (operation.Span != "open_terminal")
            {
                // A terminal with a known address is opened without a call.
                recorder.Inside(own).Should().NotBeEmpty("the spans of its calls are inside its span");
            }
        }

        // The shared client of Agent.CreateAsync has no logger, since there is no parameter for it.
        if (member != "Agent.CreateAsync")
        {
            scene.Logs.Logs.Skip(before).Select(static log => log.Id.Id).Should().Contain(OfEveryCall.Concat(operation.Logs ?? []));
        }
    }

    [Fact]
    public void The_page_of_operations_equals_the_page_of_the_table() => Accepted.Check(Path.Combine(s_docs, "operations.md"), Page());

    [Fact]
    public void Every_operation_is_described_where_the_table_says() =>
        Operations.All.Where(static operation =>
            !File.ReadAllText(Path.Combine(s_docs, operation.Page)).Contains($"`{operation.Member}`", StringComparison.Ordinal))
            .Select(static operation => $"{operation.Member} in {operation.Page}").Should().BeEmpty();

    /// <summary>Returns the spans of the calls that the operation makes, named by the platform's paths.</summary>
    private static string[] CallSpans(Operation operation) =>
        operation.Member == "Session.OpenTerminalAsync"
            ? ["open_terminal"]
            : [.. ApiCalls.All.Where(call =>
                call.Members.Contains(operation.Member)).Select(static call => $"{call.Method} {Relative(call.Path)}")];

    private static string Relative(string path) =>
        new[] { "/api/v1/managed_agents", "/api/v1", "/api" }.Where(prefix =>
            path.StartsWith(prefix, StringComparison.Ordinal)).Select(prefix => path[prefix.Length..]).First();

    private static string Page()
    {
        StringBuilder page = new();
        page.Append(
            """
            # Every operation: spans, log events, documentation

            Made from the table in the tests, which run each operation and look at what it leaves. Spans are those of the source
            `LiteLlm.AgentSdk`; an operation of its own stands first, the calls of the platform that it is made of are inside it. What is
            logged when something goes wrong is in [telemetry](telemetry.md).

            | operation | spans | log events | described in |
            |---|---|---|---|

            """.ReplaceLineEndings("\n"));
        foreach (Operation operation in Operations.All)
        {
            string own = operation.Span.Length > 0 ? $"`{operation.Span.Split(' ')[0]}`, " : "";
            string calls = operation.Member == "Session.OpenTerminalAsync" ? "`GET /sessions/{id}`"
                : string.Join(" or ", CallSpans(operation).Select(static span => $"`{span}`"));
            string logs = string.Join(", ", OfEveryCall.Concat(operation.Logs ?? []));
            page.Append($"| `{operation.Member}` | {own}{calls} | {logs} | [{operation.Page}]({operation.Page}) |\n");
        }

        return page.ToString();
    }
}
