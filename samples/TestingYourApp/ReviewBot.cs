using LiteLlm.AgentSdk;

namespace TestingYourApp;

/// <summary>Your app: reviews a change, and decides whether it may be merged. It has no code for tests.</summary>
public sealed class ReviewBot(AgentPlatformClient platform, string agentId)
{
    /// <summary>Reviews a change.</summary>
    public async Task<Verdict> ReviewAsync(string diff, CancellationToken cancellationToken = default)
    {
        Session session = await platform.Sessions.CreateAsync(agentId, cancellationToken: cancellationToken);
        try
        {
            Reply reply =
                await session.SendAsync($"Review this change. Begin with APPROVE or REJECT.\n\n{diff}",
                cancellationToken: cancellationToken);
            return new Verdict(reply.Text.StartsWith("APPROVE", StringComparison.Ordinal), reply.Text);
        }
        catch (TurnFailedException e)
        {
            // The change was not reviewed, so it must not be approved.
            return new Verdict(false, $"The review failed: {e.ErrorMessage}");
        }
        finally
        {
            await session.TerminateAsync(CancellationToken.None);
        }
    }
}
