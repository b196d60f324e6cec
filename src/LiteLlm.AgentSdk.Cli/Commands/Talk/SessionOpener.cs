using LiteLlm.AgentSdk.Cli.App;
using LiteLlm.AgentSdk.Cli.Output;

namespace LiteLlm.AgentSdk.Cli.Commands.Talk;

/// <summary>Opens sessions, and says with whom.</summary>
internal static class SessionOpener
{
    /// <summary>
    /// Opens a session. It is known from its first moment on, and not when its sandbox is ready: whatever cancels waiting leaves a session
    /// that the user is told of.
    /// </summary>
    public static async Task<Session> OpenAsync(CommandContext context, Agent agent, SessionCreateOptions options, bool isAsked)
    {
        Farewell.PromiseUnknown(context, agent);
        Session session = await agent.CreateSessionAsync(options, context.Cancellation);
        Farewell.Promise(context, session, isAsked);
        return session;
    }

    /// <summary>Waits until the session can be talked to, with a line on stderr that says how far it is.</summary>
    public static async Task WaitAsync(CommandContext context, Session session)
    {
        // An answer without a status says nothing of the sandbox.
        if (session.Status != SessionStatus.Creating && !string.IsNullOrEmpty(session.Status.Value))
        {
            return;
        }

        using StatusLine status = new(context.Printer, "starting the sandbox");
        await session.WaitUntilReadyAsync(new SessionReadyOptions { Progress = status }, context.Cancellation);
        status.Pause();
        context.Printer.Info($"Ready after {Times.Of(status.Elapsed)}.");
    }

    /// <summary>Gets the agent in a line: its name, short id, harness and model.</summary>
    public static string Describe(Agent agent) =>
        $"Agent {agent.Name ?? "without a name"} ({Ids.Short(agent.Id)}, {agent.HarnessId}, {agent.Model})";
}
