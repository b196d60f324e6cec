using LiteLlm.AgentSdk.Conformance.Comparing;

namespace LiteLlm.AgentSdk.Conformance;

/// <summary>All differences that are tolerated. One that is not used fails a test.</summary>
internal static class Tolerances
{
    public static IReadOnlyList<Tolerance> All { get; } =
    [
        new("order-of-ties", "Rows with equal keys come in the order in which the database finds them.", ["agents/list.sort-sessions"], "$.data[2]"),
        new("history-of-the-server", "Counts what the server did since its start, before the recording began.", ["paths/metrics"], "$"),
        new("rows-of-before", "The recorded server had sessions of earlier runs, which are listed after those of this one.", ["sessions-claude-agent-sdk/list", "sessions-claude-agent-sdk/list.limit-bad"], "$ (length)"),
        new("web-page", "The page with which the web server says that there is nothing is no part of the interface; that it is a page, is.", ["paths/v1-no-api.agents", "paths/v1-no-api.agents.post", "paths/v1-no-api.agent", "paths/api-root"], "$"),
        new("words-of-the-platform", "The recording's text ends within the platform's own words, which were replaced by shorter ones.", ["sessions-claude-agent-sdk/log", "sessions-claude-agent-sdk/log.mid-turn", "sessions-claude-agent-sdk/delete.log"], "$[1].detail"),
        new("text-in-text", "An echo of a history with the platform's own words in it, which were cut out of the recording with their quotes.", ["sessions-claude-agent-sdk/delete.restart-dead", "sessions-claude-agent-sdk/delete.restart-dead.get"], "$.response.parts[0].text"),
        new("another-sandbox", "Recorded on another day, on a sandbox with more tools.", ["sessions-claude-agent-sdk/message_stream.FAIL"], "frame 4.event.properties.message."),
    ];

    public static Tolerance? Find(string exchange, Difference difference) => All.FirstOrDefault(tolerance =>
        tolerance.Exchanges.Contains(exchange) && difference.Path.StartsWith(tolerance.Path, StringComparison.Ordinal));
}
