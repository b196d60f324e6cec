using LiteLlm.AgentSdk.Cli.App;

namespace LiteLlm.AgentSdk.Cli.Commands.Platform;

/// <summary>The messages of a session, for sums over many sessions.</summary>
internal static class SessionMessages
{
    /// <summary>Gets the messages. If they can't be read, says so and returns null.</summary>
    public static async Task<IReadOnlyList<Message>?> TryReadAsync(CommandContext context, Session session)
    {
        try
        {
            return await session.GetMessagesAsync(context.Cancellation);
        }
        catch (AgentPlatformException e) when (e is not AgentPlatformAuthenticationException)
        {
            context.Printer.Info($"The messages of session {session.Id} can't be read: {ErrorReport.Explain(e).Message}");
            return null;
        }
    }
}
