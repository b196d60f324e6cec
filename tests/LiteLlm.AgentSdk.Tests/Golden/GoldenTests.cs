using System.Text.Json;
using FluentAssertions;
using Xunit;
using Xunit.Abstractions;

namespace LiteLlm.AgentSdk.Tests;

public sealed class GoldenTests(ITestOutputHelper output)
{
    public static TheoryData<string> MadeNames => Names(GoldenKind.Made);

    public static TheoryData<string> RefusedNames => Names(GoldenKind.Refused);

    public static TheoryData<string> ListedNames =>
        [.. GoldenCases.All.Where(static golden => golden.IsListed).Select(static golden => golden.Name)];

    public static TheoryData<string> StreamNames => [.. GoldenCases.All
        .Where(static golden => golden.Kind == GoldenKind.Made && golden.Exchange.BodyKind == RecordedBody.Sse)
        .Select(static golden => golden.Name)];

    [Theory]
    [MemberData(nameof(MadeNames))]
    public Task The_SDK_makes_the_recorded_request_and_understands_the_answer(string name) => PlayAsync(name, int.MaxValue);

    [Theory]
    [MemberData(nameof(StreamNames))]
    public Task A_stream_that_arrives_in_small_pieces_gives_the_same_result(string name) => PlayAsync(name, chunkSize: 61);

    [Theory]
    [MemberData(nameof(RefusedNames))]
    public async Task A_request_that_the_platform_would_refuse_is_refused_before_sending(string name)
    {
        GoldenCase golden = Get(name);
        await using GoldenServer server = await GoldenServer.StartAsync();
        using AgentPlatformClient client = server.CreateClient(golden.Exchange);

        GoldenErrors.CheckRefused(golden.Exchange, await GoldenReplay.FailureOf(() => golden.Call!(client, golden.Exchange)));

        server.Count.Should().Be(0);
        server.Verify();
    }

    [Theory]
    [MemberData(nameof(ListedNames))]
    public Task The_answer_to_a_request_that_the_SDK_does_not_make_is_still_understood(string name) =>
        GoldenReplay.CheckAsync(Recordings.Get(name));

    [Fact]
    public void Every_recording_is_used_or_listed_exactly_once()
    {
        string[] used = [.. GoldenCases.All.Select(static golden => golden.Name)];

        used.Should().OnlyHaveUniqueItems();
        used.Should().BeEquivalentTo(Recordings.All.Select(static exchange => exchange.Name));
        GoldenCases.All.Where(static golden => golden.IsListed).Should().OnlyContain(static golden => golden.Reason.Length > 0);
        GoldenCases.All.Where(static golden => !golden.IsListed).Should().OnlyContain(static golden => golden.Call != null);
        foreach (IGrouping<GoldenKind, GoldenCase> kind in GoldenCases.All.GroupBy(static golden => golden.Kind))
        {
            output.WriteLine($"{kind.Key}: {kind.Count()}");
        }
    }

    [Fact]
    public void A_recordings_name_is_the_name_of_its_file()
    {
        string root = AppContext.BaseDirectory;
        while (!Directory.Exists(Path.Combine(root, "Recordings")))
        {
            root = Path.GetDirectoryName(root)!;
        }

        root = Path.Combine(root, "Recordings");
        Directory.EnumerateFiles(root, "*.json", SearchOption.AllDirectories)
            .Select(file => Path.ChangeExtension(Path.GetRelativePath(root, file), null).Replace('\\', '/'))
            .Should().BeEquivalentTo(Recordings.All.Select(static exchange => exchange.Name));
    }

    private static async Task PlayAsync(string name, int chunkSize)
    {
        GoldenCase golden = Get(name);
        RecordedExchange exchange = golden.Exchange;
        await using GoldenServer server = await GoldenServer.StartAsync(chunkSize);
        server.Expect(exchange);
        if (golden.Call == GoldenCalls.Send && GoldenTurns.ThreadFor(exchange) is { } thread)
        {
            server.Expect(thread);
        }

        PlatformGeneration generation = exchange.Path.StartsWith("/v1/", StringComparison.Ordinal) ? PlatformGeneration.Proxy
            : PlatformGeneration.Auto;
        using AgentPlatformClient client = server.CreateClient(exchange, generation);
        object? result = null;
        AgentPlatformException? failure = await GoldenReplay.FailureOf(async () => result = await golden.Call!(client, exchange));

        server.Verify();
        await CheckAsync(exchange, result, failure);
    }

    private static async Task CheckAsync(RecordedExchange exchange, object? result, AgentPlatformException? failure)
    {
        if (exchange.Status >= 400 && result is not PlatformHealth)
        {
            (result as StreamOutcome)?.Events.Should().BeEmpty();
            GoldenErrors.Check(exchange, failure ?? (result as StreamOutcome)?.Failure);
            return;
        }

        if (failure is TurnFailedException failed)
        {
            GoldenTurns.SaysFailed(exchange).Should().BeTrue();
            GoldenTurns.CheckReply(exchange, failed.Reply);
            failed.ErrorMessage.Should().NotBeNullOrEmpty();
            return;
        }

        failure.Should().BeNull();
        switch (result)
        {
            case Agent agent:
                GoldenRecords.Check(exchange.Json(), agent);
                GoldenRecords.Check(exchange, agent.LastResponse);
                break;
            case Session session:
                await GoldenRecords.CheckAsync(exchange.Json(), session);
                GoldenRecords.Check(exchange, session.LastResponse);
                break;
            case Page<Agent> page:
                GoldenRecords.Check(exchange, page);
                break;
            case IReadOnlyList<Session> sessions:
                await GoldenRecords.CheckAsync(exchange, sessions);
                break;
            case IReadOnlyList<Message> thread:
                GoldenRecords.Check(exchange, thread);
                break;
            case PlatformRecord record:
                GoldenRecords.Check(exchange, exchange.Json(), record);
                break;
            case IEnumerable<PlatformRecord> records:
                GoldenRecords.Check(exchange, records);
                break;
            case IssueReport report:
                report.IsNew.Should().Be(exchange.Status == 201);
                GoldenRecords.Check(exchange, exchange.Json(), report.Issue);
                break;
            case SkillAttachment attachment:
                GoldenRecords.Check(exchange, attachment);
                break;
            case JsonElement json:
                SameJson.Check(exchange.Body, json.GetRawText());
                break;
            case IReadOnlyList<string> or IReadOnlyList<JsonElement>:
                SameJson.Check(exchange.Body, JsonSerializer.Serialize(result));
                break;
            case string text:
                text.Should().Be(exchange.BodyKind == RecordedBody.Json ? exchange.Json().EnumerateObject().Single().Value.GetString()
                    : exchange.Body);
                break;
            case Reply reply:
                GoldenTurns.SaysFailed(exchange).Should().BeFalse();
                GoldenTurns.CheckReply(exchange, reply);
                break;
            case StreamOutcome outcome:
                GoldenTurns.CheckStream(exchange, outcome);
                break;
            default:
                result.Should().BeSameAs(GoldenCalls.Nothing);
                GoldenRecords.CheckNothing(exchange);
                break;
        }
    }

    private static GoldenCase Get(string name) => GoldenCases.All.Single(golden => golden.Name == name);

    private static TheoryData<string> Names(GoldenKind kind) =>
        [.. GoldenCases.All.Where(golden => golden.Kind == kind).Select(static golden => golden.Name)];
}
