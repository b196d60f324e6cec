using LiteLlm.AgentSdk.Cli.Rendering;

namespace LiteLlm.AgentSdk.Cli.Chat;

/// <summary>Shows the start of a session: its phases and the elapsed time.</summary>
internal static class StartupView
{
    /// <returns>The session, which is ready or in another status than creating.</returns>
    /// <exception cref="AgentPlatformException">The session did not become ready.</exception>
    public static async Task WaitAsync(Session session, ChatScreen screen, bool isQuiet, CancellationToken cancellationToken)
    {
        if (session.Status != SessionStatus.Creating)
        {
            return;
        }

        Spinner spinner = new();
        string what = "starting the sandbox";
        ActionProgress<SessionProgress> progress = new(report => Volatile.Write(ref what, Describe(report)));
        Task<Session> ready = session.WaitUntilReadyAsync(new SessionReadyOptions { Progress = progress }, cancellationToken);
        using PeriodicTimer timer = new(Spinner.Pace);
        try
        {
            while (!ready.IsCompleted && !isQuiet)
            {
                screen.Status(spinner.Text(Volatile.Read(ref what)));
                await Task.WhenAny(ready, timer.WaitForNextTickAsync(cancellationToken).AsTask()).ConfigureAwait(false);
            }

            await ready.ConfigureAwait(false);
        }
        finally
        {
            screen.ClearStatus();
            screen.Flush();
        }

        if (!isQuiet)
        {
            screen.Line($"Ready after {Spinner.Show(spinner.Elapsed)}.", TextStyle.Dim);
        }
    }

    /// <summary>Gets the phase of the sandbox.</summary>
    public static string Describe(SessionProgress progress)
    {
        string phase = progress.Phase is { Value.Length: > 0 } known ? known.Value.Replace('_', ' ') : progress.Status.Value;
        return progress.PhaseDetail is { Length: > 0 } detail ? $"{phase}: {detail}" : phase;
    }
}
