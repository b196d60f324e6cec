using System.Text.Json;
using FluentAssertions;
using Xunit;

namespace LiteLlm.AgentSdk.Tests;

public sealed class OpenStringTests
{
    [Fact]
    public void The_named_values_have_the_platforms_spelling()
    {
        new[]
        {
            HarnessId.OpenCode, HarnessId.ClaudeAgentSdk, HarnessId.ClaudeCodeBrainInline, HarnessId.OpenCodeBrainInline,
                HarnessId.ClaudeCode, HarnessId.Codex,
            HarnessId.Hermes, HarnessId.Gemini,
        }.Select(static h => h.Value).Should().Equal(
            "opencode", "claude-agent-sdk", "claude-code-brain-inline", "opencode-brain-inline", "claude-code", "codex", "hermes",
                "gemini");
        new[] { SessionStatus.Creating, SessionStatus.Ready, SessionStatus.Failed, SessionStatus.Dead,
            SessionStatus.Stopped }.Select(static s => s.Value)
            .Should().Equal("creating", "ready", "failed", "dead", "stopped");
        new[]
        {
            SessionPhase.CreatingSandbox, SessionPhase.PodPending, SessionPhase.PodRunning, SessionPhase.InjectingFiles,
                SessionPhase.WaitingHarness,
            SessionPhase.HarnessReady, SessionPhase.CloningRepo, SessionPhase.InstallingDependencies, SessionPhase.HarnessListening,
                SessionPhase.Ready,
        }.Select(static p => p.Value).Should().Equal(
            "creating_sandbox", "pod_pending", "pod_running", "injecting_files", "waiting_harness", "harness_ready", "cloning_repo",
                "installing_deps",
            "harness_listening", "ready");
        new[]
        {
            LogEntryKind.Created, LogEntryKind.User, LogEntryKind.Assistant, LogEntryKind.Response, LogEntryKind.Thinking,
                LogEntryKind.Tool, LogEntryKind.Recovered,
            LogEntryKind.Ended,
        }.Select(static k => k.Value).Should().Equal("created", "user", "assistant", "response", "thinking", "tool", "recovered", "ended");
        new[] { AgentSort.CreatedAt, AgentSort.Name, AgentSort.HarnessId, AgentSort.Sessions }.Select(static s => s.Value)
            .Should().Equal("created_at", "name", "harness_id", "sessions");
        new[] { SortOrder.Descending, SortOrder.Ascending }.Select(static o => o.Value).Should().Equal("desc", "asc");
        new[] { ToolStatus.Pending, ToolStatus.Running, ToolStatus.Completed, ToolStatus.Error }.Select(static s => s.Value)
            .Should().Equal("pending", "running", "completed", "error");
        new[] { MessageRole.User, MessageRole.Assistant }.Select(static r => r.Value).Should().Equal("user", "assistant");
        new[] { PartType.Text, PartType.Reasoning, PartType.Tool, PartType.ImageCount }.Select(static p => p.Value)
            .Should().Equal("text", "reasoning", "tool", "image_count");
    }

    [Fact]
    public void Equality_is_by_value_and_case_counts()
    {
        new SessionStatus("ready").Should().Be(SessionStatus.Ready);
        new SessionStatus("Ready").Should().NotBe(SessionStatus.Ready);
        (SessionStatus.Ready == "ready").Should().BeTrue();
        SessionStatus status = "paused";
        status.ToString().Should().Be("paused");
    }

    [Fact]
    public void The_default_value_equals_empty_text()
    {
        default(HarnessId).Value.Should().BeEmpty();
        default(HarnessId).ToString().Should().BeEmpty();
        new HarnessId("").Should().Be(default(HarnessId));
        new HarnessId(null).Should().Be(default(HarnessId));
        new HarnessId("").GetHashCode().Should().Be(default(HarnessId).GetHashCode());
    }

    [Theory]
    [InlineData("\"something new\"", "something new")]
    [InlineData("null", "")]
    [InlineData("5", "5")]
    [InlineData("true", "true")]
    [InlineData("""{"a":[1]}""", """{"a":[1]}""")]
    public void Any_JSON_is_read(string json, string value) =>
        JsonSerializer.Deserialize(json, LapJson.TypeInfo<PartType>()).Value.Should().Be(value);

    [Fact]
    public void An_open_string_is_written_as_its_text() =>
        JsonSerializer.Serialize(PartType.ImageCount, LapJson.TypeInfo<PartType>()).Should().Be("\"image_count\"");
}
