using System.CommandLine;
using System.Globalization;
using LiteLlm.AgentSdk.Cli.App;
using LiteLlm.AgentSdk.Cli.Naming;
using LiteLlm.AgentSdk.Cli.Output;

namespace LiteLlm.AgentSdk.Cli.Commands.Issues;

/// <summary><c>lap issues</c>.</summary>
internal static class IssuesCommand
{
    public static void Fill(Command command, CommandHost host) => command.With(
        List(Args.Named("list", "List the issues of an agent"), host),
        Show(new Command("show", "Show an issue and its comments"), host),
        Create(new Command("create", "Report an issue"), host),
        Update(new Command("update", "Close an issue, or change its severity"), host));

    private static Command List(Command command, CommandHost host)
    {
        Argument<string> agent = Args.Agent();
        Option<string?> status = Args.Choice("--status", "Only issues of this status", "status", "open", "resolved", "dismissed");
        Option<string?> severity = Severity();
        Option<int?> limit = Args.Number("--limit", "How many at most (200 by default)").Between(1, int.MaxValue);
        return host.On(command.With(agent, status, severity, limit, host.Globals.Wide, host.Globals.NoTrunc), async context =>
        {
            Agent found = await AgentFinder.FindAsync(context, context.Value(agent)!);
            IssueListOptions options = new()
            {
                Status = context.Value(status) is { } s ? new IssueStatus(s) : null,
                Severity = Severity(context, severity),
                Limit = context.Value(limit),
            };
            IReadOnlyList<Issue> issues = await found.Issues.ListAsync(options).ToListAsync(context.Cancellation);
            if (context.Json)
            {
                JsonPrinter.WriteArray(context.Printer, issues, issue => issue.Raw, context.ShowSecrets);
                return;
            }

            Table table = new(
                Column.Id(), Column.Word("SEVERITY", 70), Column.Word("STATUS", 60), Column.Word("SEEN", 40), Column.Word("AGE"),
                    Column.Text("TITLE", 95));
            foreach (Issue issue in issues)
            {
                table.Add(issue.Id, issue.Severity.Value, issue.Status.Value, issue.TimesSeen?.ToString(CultureInfo.InvariantCulture),
                    context.Time(issue.CreatedAt), issue.Title);
            }

            table.Print(context, "There are no issues.");
        });
    }

    private static Command Show(Command command, CommandHost host)
    {
        Argument<string> agent = Args.Agent();
        Argument<string> id = Args.Required("issue", "The issue's id");
        return host.On(command.With(agent, id), async context =>
        {
            Agent found = await AgentFinder.FindAsync(context, context.Value(agent)!);
            Print(context, await found.Issues.GetAsync(await FindIdAsync(context, found, context.Value(id)!), context.Cancellation), null);
        });
    }

    private static Command Create(Command command, CommandHost host)
    {
        Argument<string> agent = Args.Agent();
        Argument<string> title = Args.Required("title", "The title of the issue, in one line");
        Option<string?> body = Args.Text("--body", "More of it", "text", "-b");
        Option<string?> severity = Severity();
        return host.On(command.With(agent, title, body, severity), async context =>
        {
            Agent found = await AgentFinder.FindAsync(context, context.Value(agent)!);
            IssueReport report = await found.Issues.CreateAsync(
                new IssueCreateOptions
                {
                    Title = context.Value(title),
                    Body = context.Value(body),
                    Severity = Severity(context, severity)
                }, context.Cancellation);
            Print(context, report.Issue, report.IsNew ? "Created the issue." : "An open issue has this title: its count was increased.");
        });
    }

    private static Command Update(Command command, CommandHost host)
    {
        Argument<string> agent = Args.Agent();
        Argument<string> id = Args.Required("issue", "The issue's id");
        Option<string?> status = Args.Choice("--status", "Its status", "status", "open", "resolved", "dismissed");
        Option<string?> severity = Severity();
        return host.On(command.With(agent, id, status, severity), async context =>
        {
            Agent found = await AgentFinder.FindAsync(context, context.Value(agent)!);
            IssueUpdateOptions change = new()
            {
                Status = context.Value(status) is { } s ? new IssueStatus(s) : null,
                Severity = Severity(context, severity),
            };
            Print(context, await found.Issues.UpdateAsync(await FindIdAsync(context, found, context.Value(id)!), change,
                context.Cancellation), "Changed the issue.");
        });
    }

    private static async Task<string> FindIdAsync(CommandContext context, Agent agent, string text) => NameMatch.MayBePrefix(text)
        ? NameMatch.PickId("issue", text,
            [.. (await agent.Issues.ListAsync(new IssueListOptions()).ToListAsync(context.Cancellation)).Select(issue => issue.Id)]) ?? text
        : text;

    private static Option<string?> Severity() =>
        Args.Choice("--severity", "How bad it is", "severity", "info", "warning", "error", "critical");

    private static IssueSeverity? Severity(CommandContext context, Option<string?> option) =>
        context.Value(option) is { } severity ? new IssueSeverity(severity) : null;

    private static void Print(CommandContext context, Issue issue, string? what)
    {
        if (what is not null)
        {
            Changed.Print(context, issue.Raw, issue.Id, what);
            return;
        }

        if (context.Json)
        {
            JsonPrinter.Write(context.Printer, issue.Raw, context.ShowSecrets);
            return;
        }

        new Details()
            .Add("Id", issue.Id)
            .Add("Title", issue.Title)
            .Add("Severity", issue.Severity.Value)
            .Add("Status", issue.Status.Value)
            .Add("Seen", issue.TimesSeen?.ToString(CultureInfo.InvariantCulture))
            .Add("Session", issue.SessionId)
            .Add("Created", Times.Of(issue.CreatedAt))
            .Print(context.Printer);
        foreach (string text in issue.Comments.Select(comment => comment.Body).Prepend(issue.Body ?? "").Where(text => text.Length > 0))
        {
            context.Printer.WriteLine();
            context.Printer.WriteTextLine(text);
        }
    }
}
