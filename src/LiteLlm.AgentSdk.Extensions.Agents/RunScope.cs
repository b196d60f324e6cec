namespace LiteLlm.AgentSdk.Extensions.Agents;

/// <summary>The session of one run. Terminates it when nobody but this run can know it.</summary>
internal sealed class RunScope(PlatformAgentSession holder, Session session, TimeProvider time, bool terminates) : IAsyncDisposable
{
    public string SessionId => session.Id;

    public SessionRun Begin(RunRequest request, bool isWhole) => new(holder, session, request, time, isWhole);

    public async ValueTask DisposeAsync()
    {
        if (!terminates)
        {
            return;
        }

        try
        {
            await session.TerminateAsync(CancellationToken.None).ConfigureAwait(false);
        }
        catch (AgentPlatformException)
        {
            // The reply, or the exception of the run, matters more. The platform ends an idle session by itself.
        }
    }
}
