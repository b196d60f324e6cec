using System.Text;
using System.Text.Json;

namespace LiteLlm.AgentSdk.IntegrationTests.Sessions;

/// <summary>The platform's data about a session, and the data that is stored with it.</summary>
public sealed class SessionRecordTests(PlatformFixture platform) : AcceptanceTest(platform)
{
    [SkippableTheory]
    [MemberData(nameof(Harnesses))]
    [Covers(Calls.GetLog, Calls.Send)]
    public async Task The_timeline_has_the_messages(string harness)
    {
        Harness on = await Platform.HarnessAsync(harness);
        Session session = await CreateSessionAsync(on);
        await session.SendAsync("Say good evening.");
        IReadOnlyList<LogEntry> log = await session.GetLogAsync();

        log[0].Kind.Should().Be(LogEntryKind.Created);
        log.Should().Contain(static entry => entry.Kind == LogEntryKind.User);
        log.Should().Contain(static entry => entry.Kind == LogEntryKind.Assistant || entry.Kind == LogEntryKind.Response);
        log.Should().OnlyContain(static entry => entry.Id.Length > 0 && entry.Title.Length > 0);
    }

    [SkippableTheory]
    [MemberData(nameof(Harnesses))]
    [Covers(Calls.Diagnose)]
    public async Task A_diagnosis_is_returned(string harness)
    {
        Session session = (await Platform.HarnessAsync(harness)).Session;
        JsonElement diagnosis = await Need.OfferedAsync(() => session.DiagnoseAsync(), 500, 503);
        diagnosis.GetProperty("session").ValueKind.Should().Be(JsonValueKind.Object);
    }

    [SkippableTheory]
    [MemberData(nameof(Harnesses))]
    [Covers(Calls.GetSandboxLogs)]
    public async Task The_sandbox_s_output_is_read(string harness)
    {
        Session session = (await Platform.HarnessAsync(harness)).Session;
        string output = await Need.OfferedAsync(
            () => session.GetSandboxLogsAsync(new() { TailLines = 5, Since = TimeSpan.FromHours(1) }), 404, 409, 500, 502, 503);
        output.Split('\n').Length.Should().BeLessThanOrEqualTo(6, "five lines were asked for");
    }

    [SkippableFact]
    [Covers(Calls.GetVaultKeys, Calls.GetInterceptions)]
    public async Task Credentials_and_their_use_are_listed_by_name()
    {
        Session session = await AnySessionAsync();
        IReadOnlyList<string> keys = await Need.OfferedAsync(() => session.GetVaultKeysAsync(), 500, 502, 503);
        IReadOnlyList<JsonElement> uses = await Need.OfferedAsync(() => session.GetInterceptionsAsync(), 500, 502, 503);
        keys.Should().OnlyHaveUniqueItems();
        uses.Where(static use => use.ValueKind != JsonValueKind.Object).Should().BeEmpty();
    }

    [SkippableFact]
    [Covers(Calls.UploadArtifact)]
    public async Task A_file_is_stored_with_a_session()
    {
        Session session = await AnySessionAsync();
        byte[] bytes = Encoding.UTF8.GetBytes("\u6f22\u5b57\n");
        Artifact artifact = await Need.OfferedAsync(
            () => session.UploadArtifactAsync("report.txt", new MemoryStream(bytes), new() { MimeType = "text/plain" }), 503);
        artifact.Name.Should().Be("report.txt");
        artifact.Size.Should().Be(bytes.Length);
        artifact.Url.Should().NotBeNullOrEmpty();
    }

    [SkippableFact]
    [Covers(Calls.GetAssessment, Calls.Assess)]
    public async Task The_platforms_assessment_of_a_session_is_requested()
    {
        Session session = await AnySessionAsync();
        SessionAssessment assessment = await Need.OfferedAsync(() => session.AssessAsync(), 500, 502, 503);
        assessment.SessionId.Should().Be(session.Id);
        assessment.State.Should().NotBeEmpty();
        (await session.GetAssessmentAsync())!.Id.Should().Be(assessment.Id);
    }

    [SkippableFact]
    [Covers(Calls.ProvisionSandbox, Calls.ExecuteInSandbox, Calls.ReadSandboxFile)]
    public async Task A_sandbox_beside_the_session_runs_commands()
    {
        Session session = await AnySessionAsync();
        await Need.OfferedAsync(
            async () =>
            {
                await session.ProvisionSandboxAsync("acceptance");
                return true;
            },
            500, 502, 503);
        string output = await session.ExecuteInSandboxAsync("acceptance", "echo hello", new() { Timeout = TimeSpan.FromMinutes(1) });
        output.Trim().Should().Be("hello");
        (await session.ReadSandboxFileAsync("acceptance", "/no/such/file")).Should().Contain("No such file");
    }
}
