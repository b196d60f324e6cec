using LiteLlm.AgentSdk.Conformance.Comparing;
using LiteLlm.AgentSdk.Conformance.Playing;

namespace LiteLlm.AgentSdk.Conformance;

/// <summary>All tolerated differences. An unused tolerance fails a test.</summary>
internal static class Tolerances
{
    private const string Later = "^(ends|two-clients|restart-collision|streamed-history|unanswerable|sessions-opencode)-|^chaos/";

    public static IReadOnlyList<Tolerance> All { get; } =
    [
        new(
            "order-of-ties",
            "Rows with equal keys come in the order in which the database finds them.",
            ["agents/list.sort-sessions"],
            "$.data[2]"),
        new("history-of-the-server", "Counts what the server did since its start, before the recording began.", ["paths/metrics"], "$"),
        new(
            "rows-of-before",
            "The recorded server had sessions of earlier runs, which are listed after those of this one.",
            ["sessions-claude-agent-sdk/list", "sessions-claude-agent-sdk/list.limit-bad"],
            "$ (length)"),
        new(
            "web-page",
            "The web server's page for unknown addresses is not part of the interface; only that it is a page is.",
            ["paths/v1-no-api.agents", "paths/v1-no-api.agents.post", "paths/v1-no-api.agent", "paths/api-root"],
            "$"),
        new(
            "words-of-the-platform",
            "The recording's text ends within the platform's own words, which were replaced by shorter ones.",
            ["sessions-claude-agent-sdk/log", "sessions-claude-agent-sdk/log.mid-turn", "sessions-claude-agent-sdk/delete.log"],
            "$[1].detail"),
        new(
            "text-in-text",
            "An echo of a history with the platform's own words in it, which were cut out of the recording with their quotes.",
            ["sessions-claude-agent-sdk/delete.restart-dead", "sessions-claude-agent-sdk/delete.restart-dead.get"],
            "$.response.parts[0].text"),
        new(
            "summary-to-come",
            "The thread was read in the moment between a run's end and the summary of its question.",
            ["restart-collision-opencode-brain-inline/messages"],
            "$[2].info (members)"),
        new(
            "another-day",
            "Recorded on another day, on a sandbox with more tools.",
            ["sessions-claude-agent-sdk/message_stream.FAIL"],
            "frame 4.event.properties.message."),
    ];

    /// <summary>
    /// Differences that depend on the environment of a real platform. The local platform has the environment of the recording.
    /// </summary>
    public static IReadOnlyList<EnvironmentTolerance> OfTheEnvironment { get; } =
    [
        new(
            "words-of-templates",
            "Templates are the platform's own; the recording's were cut short.",
            "^templates/",
            @"^\$(\[\d+\]|$| \(length\))"),
        new(
            "words-of-templates",
            "Templates are the platform's own; the recording's were cut short.",
            "",
            @"\.template_(latest_)?prompt\b"),
        new(
            "rows-of-others",
            "The platform was not empty: there are more rows, and more in all.",
            "/list",
            @"^\$(\.data)?( \(length\)|\[\d+\])|^\$\.total$"),
        new("counts-of-others", "Counts what others did too.", "^paths/(admin-stats|metrics)$", ""),
        new("directory-of-the-harness", "Where the harness runs.", "", @"\.(cwd|root|directory|worktree|sandbox_url)\b|\.path\.\w+$"),
        new(
            "tools-of-the-harness",
            "What the harness's version offers.",
            "",
            @"\.message\.(skills|tools|slash_commands|agents|mcp_servers|plugins|claude_code_version|memory_paths)\b"),
        new(
            "gateway",
            "What the gateway behind the platform says to what the platform passes on to it.",
            @"^paths/(mcp-rest|catchall\..*|sessions-stop-.*)$|^templates/managed_agents-path.catchall$",
            @"^\$"),
        new("configuration", "What the platform was configured with.", "^paths/config$", @"^\$\.preinstalled_github_repo\b"),
        new("cluster", "Why the platform has no cluster, in the words of its client.", @"/(health-k8s|(delete\.)?diagnose)$", @"\.error\b"),
        new("sandbox-server", "Where sandboxes run, and whether their server can be read.", "/sandbox\\.", @"^\$\.(output|content)\b"),
        new("sandbox-server", "Where sandboxes run, and whether their server can be read.", "", @"\.sandboxes\.\w+$"),
        new(
            "moment-of-reading",
            "How far the platform was when it was asked: it stores, says and stops what it does at its own pace.",
            "/(get\\.ready|message_stream\\.client-hangup\\.messages-at-once)$",
            @"\.title_preview$|^\$ \(length\)$"),
        new(
            "moment-of-opening",
            "A stream that is opened in the middle of a turn, or before its session is ready, begins somewhere.",
            "/(events\\.opened-mid-turn|stream\\.right-after-create)$",
            ""),
        new("signature-of-the-model", "With what the model signs its thoughts.", "", @"\.signature$"),
        new("moment-of-aborting", "How many words were said before the abort.", "/abort\\.", @"\.(delta|text)\b"),
        new("events-of-others", "The harness's own bus has the events of all its sessions.", "/opencode\\.event$", ""),
        new(
            "order-of-ties",
            "A question and its answer have one time, and are stored in either order.",
            "/restart\\.messages$",
            @" \(history\)\[\d+\]"),
        new("token-of-terminals", "Whether the platform's terminals need a token.", "", @"\.tty_token$"),
    ];

    /// <summary>Differences between the sandboxes, harnesses and days of the recorded folders.</summary>
    public static IReadOnlyList<EnvironmentTolerance> OfTheRecordings { get; } =
    [
        new("another-sandbox", "Recorded on sandboxes with other directories, tools and snapshots.", Later, @"\.(cwd|root|snapshot)\b"),
        new(
            "another-sandbox",
            "Recorded on sandboxes with other directories, tools and snapshots.",
            Later,
            @"\.message\.(tools|mcp_servers|slash_commands|skills|memory_paths)\b"),
        new("nearest-models", "opencode names models that it knows.", "^unanswerable-", @"\.error\.data\.message\b"),
        new(
            "times-of-the-model",
            "When the model answered, and which of its answers it was.",
            "",
            @"\.responseHeaders\.(date|request-id)\b"),
        new(
            "title-to-come",
            "A message that had to be recovered is stored after its answer.",
            "^harness-restarted/get.after$",
            @"\.title_preview$"),
        new(
            "cut-words",
            "The recording's text ends within the platform's own words, which were replaced by shorter ones.",
            @"[/.]log\b",
            @"\.detail\b"),
    ];

    public static string? Find(string exchange, Difference difference) =>
        All.FirstOrDefault(tolerance =>
            tolerance.Exchanges.Contains(exchange) && difference.Path.StartsWith(tolerance.Path, StringComparison.Ordinal))?.Name
        ?? OfTheRecordings.FirstOrDefault(known => known.Excuses(exchange, difference))?.Name
        ?? (Target.IsReal ? OfTheEnvironment.FirstOrDefault(known => known.Excuses(exchange, difference))?.Name : null);
}
