using System.Reflection;
using FluentAssertions;
using LiteLlm.AgentSdk.Diagnostics;
using LiteLlm.AgentSdk.Tests.Surface;
using Microsoft.Extensions.Logging;
using Xunit;

namespace LiteLlm.AgentSdk.Tests.Telemetry;

/// <summary>Users filter log events by their ids. docs/telemetry.md lists all of them.</summary>
public class LogEventTests
{
    private static readonly (string Name, LoggerMessageAttribute Event)[] s_events =
        [.. typeof(Log).GetMethods(BindingFlags.Public | BindingFlags.Static).Select(static method =>
            (method.Name, method.GetCustomAttribute<LoggerMessageAttribute>()!)).Where(static e => e.Item2 is not null)];

    [Fact]
    public void The_documentation_lists_every_event()
    {
        string[] page = File.ReadAllLines(Path.Combine(Repository.Root, "docs", "telemetry.md"));
        string[] table =
            [.. page.SkipWhile(static line => line != "## Log events").Where(static line =>
            line.StartsWith("| ", StringComparison.Ordinal)).Skip(1)];

        table.Should().Equal(s_events.OrderBy(static e =>
            e.Event.EventId).Select(static e => $"| {e.Event.EventId} | {e.Event.Level} | {e.Name} | `{e.Event.Message}` |"));
    }

    [Fact]
    public void Every_event_has_an_id_of_its_own() =>
        s_events.Select(static e => e.Event.EventId).Should().OnlyHaveUniqueItems().And.NotContain(0);

    [Fact]
    public void Content_is_logged_at_trace_and_by_name() =>
        s_events.Where(static e => e.Event.Message.Contains("{Body}") || e.Event.Message.Contains("{Event}")).Should().NotBeEmpty()
            .And.OnlyContain(static e => e.Event.Level == LogLevel.Trace && e.Name.EndsWith("Sensitive", StringComparison.Ordinal));
}
