namespace LiteLlm.AgentSdk.Extensions.Agents;

/// <summary>The session of one run. Terminates the session at the end if it was created only for this run.</summary>
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
            // Ignored, because the reply or the exception of the run is more important. The platform ends an idle session itself.
        }
    }
}
