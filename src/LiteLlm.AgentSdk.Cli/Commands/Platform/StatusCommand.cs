using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using LiteLlm.AgentSdk.Cli.App;
using LiteLlm.AgentSdk.Cli.Commands.Talk;
using LiteLlm.AgentSdk.Cli.Naming;
using LiteLlm.AgentSdk.Cli.Output;
using LiteLlm.AgentSdk.Cli.Settings;

namespace LiteLlm.AgentSdk.Cli.Commands.Platform;

/// <summary><c>lap status</c>: the platform, whether it responds, and its live sessions.</summary>
internal static class StatusCommand
{
    public static void Fill(Command command, CommandHost host) => host.On(command, async context =>
    {
        ConnectionSettings settings = ConnectionSettings.Find(context.Given, context.Printer);
        _ = ConnectionResolver.Complete(settings);
        long start = Stopwatch.GetTimestamp();
        string generation = await GenerationAsync(context);
        TimeSpan took = Stopwatch.GetElapsedTime(start);
        IReadOnlyList<Session> sessions = await SessionFinder.ListAsync(context);
        Session[] alive = [.. sessions.Where(session => !Farewell.HasEnded(session))];
        decimal? cost = await CostAsync(context, alive);
        if (context.Json)
        {
            JsonPrinter.WriteObject(context.Printer, json =>
            {
                json.WriteString("base_url", settings.BaseUrl!.Value);
                json.WriteString("base_url_source", settings.BaseUrl.Source);
                json.WriteString("api_key_source", settings.ApiKey!.Source);
                json.WriteString("generation", generation);
                json.WriteNumber("milliseconds", Math.Round(took.TotalMilliseconds));
                json.WriteString("lap_version", BuildVersion.Text);
                json.WriteNumber("sessions_alive", alive.Length);
                TurnJson.WriteNumber(json, "cost"u8, cost);
            });
            return;
        }

        new Details()
            .Add("Platform", $"{settings.BaseUrl!.Value} (from {settings.BaseUrl.Source})")
            .Add("API key", $"{KeyMask.Of(settings.ApiKey!.Value)} (from {settings.ApiKey.Source})")
            .Add("Generation", generation)
            .Add("Reachable", $"yes, in {Times.Of(took)}; the key is accepted")
            .Add("lap", BuildVersion.Text)
            .Add("Sessions alive", alive.Length == 0 ? "none"
                : string.Create(CultureInfo.InvariantCulture, $"{alive.Length} ('lap ps' lists them)"))
            .Add("They have cost", Dollars.Of(cost) ?? (alive.Length == 0 ? null : "not known"))
            .Print(context.Printer);
    });

    /// <summary>Gets the generation of the platform. The older proxy can't list agents.</summary>
    private static async Task<string> GenerationAsync(CommandContext context)
    {
        try
        {
            await context.Platform.Agents.ListAsync(new AgentListOptions { Limit = 1 }).GetFirstPageAsync(context.Cancellation);
            return "platform";
        }
        catch (AgentPlatformNotFoundException)
        {
            return "proxy";
        }
    }

    /// <summary>Gets the cost of the sessions' replies; null if no reply has a cost.</summary>
    private static async Task<decimal?> CostAsync(CommandContext context, Session[] sessions)
    {
        decimal? total = null;
        foreach (Session session in sessions.Where(session => session.Status == SessionStatus.Ready))
        {
            foreach (Message message in await SessionMessages.TryReadAsync(context, session) ?? [])
            {
                total = message.Info.Cost is { } cost ? (total ?? 0) + cost : total;
            }
        }

        return total;
    }
}
