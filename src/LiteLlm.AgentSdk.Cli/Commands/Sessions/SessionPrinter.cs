using LiteLlm.AgentSdk.Cli.App;
using LiteLlm.AgentSdk.Cli.Output;
using LiteLlm.AgentSdk.Cli.Settings;

namespace LiteLlm.AgentSdk.Cli.Commands.Sessions;

/// <summary>Prints a session.</summary>
internal static class SessionPrinter
{
    public static void Print(CommandContext context, Session session)
    {
        if (context.Json)
        {
            JsonPrinter.Write(context.Printer, session.Raw, context.ShowSecrets);
            return;
        }

        new Details()
            .Add("Id", session.Id)
            .Add("Agent", session.AgentId)
            .Add("Title", session.TitlePreview)
            .Add("Status", session.Status.Value)
            .Add("Phase", PhaseOf(session))
            .Add("Failure", session.FailureReason)
            .Add("Kind", session.SupportsTui ? "terminal" : "conversation")
            .Add("Sandbox", session.SandboxUrl)
            .Add("Terminal", context.ShowSecrets ? session.TtyUrl : session.TtyUrl?.Split('?')[0])
            .Add("Terminal's token", session.TtyToken is { } token ? (context.ShowSecrets ? token : KeyMask.Mask) : null)
            .Add("Ends when idle for", session.IdleTimeout is { } idle ? Times.Of(idle) : null)
            .Add("Created", Times.Of(session.CreatedAt))
            .Add("Last seen", Times.Of(session.LastSeenAt))
            .Print(context.Printer);
    }

    /// <summary>Gets the phase. It is only meaningful while the session is being created.</summary>
    public static string? PhaseOf(Session session) => session.Status == SessionStatus.Creating && session.Phase is { } phase
        ? session.PhaseDetail is { Length: > 0 } detail ? $"{phase.Value} ({detail})" : phase.Value
        : null;
}
