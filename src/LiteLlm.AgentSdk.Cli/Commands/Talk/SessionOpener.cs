using LiteLlm.AgentSdk.Cli.App;
using LiteLlm.AgentSdk.Cli.Output;

namespace LiteLlm.AgentSdk.Cli.Commands.Talk;

/// <summary>Opens sessions and describes their agents.</summary>
internal static class SessionOpener
{
    /// <summary>
    /// Opens a session. Its id is known before its sandbox is ready, so that a canceled wait can still report the session to the user.
    /// </summary>
    public static async Task<Session> OpenAsync(CommandContext context, Agent agent, SessionCreateOptions options, bool printsAfterSuccess)
    {
        Farewell.PrintUnknownAtEnd(context, agent);
        Session session = await agent.CreateSessionAsync(options, context.Cancellation);
        Farewell.PrintAtEnd(context, session, printsAfterSuccess);
        return session;
    }

    /// <summary>Waits until the session is ready, with a progress line on stderr.</summary>
    public static async Task WaitAsync(CommandContext context, Session session)
    {
        // Without a status, the state of the sandbox is unknown.
        if (session.Status != SessionStatus.Creating && !string.IsNullOrEmpty(session.Status.Value))
        {
            return;
        }

        using StatusLine status = new(context.Printer, "starting the sandbox");
        await session.WaitUntilReadyAsync(new SessionReadyOptions { Progress = status }, context.Cancellation);
        status.Pause();
        context.Printer.Info($"Ready after {Times.Of(status.Elapsed)}.");
    }

    /// <summary>Gets one line with the agent's name, short id, harness and model.</summary>
    public static string Describe(Agent agent) =>
        $"Agent {agent.Name ?? "without a name"} ({Ids.Short(agent.Id)}, {agent.HarnessId}, {agent.Model})";
}
