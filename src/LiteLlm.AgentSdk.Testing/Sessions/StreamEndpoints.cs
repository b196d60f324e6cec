using LiteLlm.AgentSdk.Testing.Harnesses;
using LiteLlm.AgentSdk.Testing.Http;

namespace LiteLlm.AgentSdk.Testing.Sessions;

/// <summary><c>GET /sessions/{id}/events</c> and <c>GET /sessions/{id}/stream</c>.</summary>
internal sealed class StreamEndpoints(PlatformState platform)
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(60);

    public void Map(RouteTable routes) => routes
        .Map("GET", SessionEndpoints.Root + "/{id}/events", exchange =>
            platform.WithSessionAsync(exchange, session => EventsAsync(exchange, session)))
        .Map("GET", SessionEndpoints.Root + "/{id}/stream", exchange =>
            platform.WithSessionAsync(exchange, session => StreamAsync(exchange, session)));

    private async Task EventsAsync(Exchange exchange, SessionState session)
    {
        if (session is not { Status: "ready", Harness: { } harness })
        {
            await exchange.ErrorAsync(409, "session not ready, status=" + session.Status).ConfigureAwait(false);
            return;
        }

        session.Touch(seen: true);
        using var stream = new EventStream(platform, exchange, harness, wrapped: true);
        await exchange.StartStreamAsync().ConfigureAwait(false);
        if (harness is { IsLost: true, IsForgotten: false })
        {
            session.MarkUnreachable();
            await stream.ErrorAsync("harness event stream failed").ConfigureAwait(false);
            return;
        }

        try
        {
            await stream.ReadyAsync().ConfigureAwait(false);
            await stream.ConnectedAsync().ConfigureAwait(false);
            await stream.RunAsync(TimeSpan.FromMinutes(10), follow: false).ConfigureAwait(false);
        }
        catch (SandboxException)
        {
            await stream.ErrorAsync("event stream interrupted").ConfigureAwait(false);
        }
    }

    private async Task StreamAsync(Exchange exchange, SessionState session)
    {
        using StreamExpectation expected = session.ExpectStream();
        if (!await WaitUntilCreatedAsync(exchange, session).ConfigureAwait(false))
        {
            await exchange.ErrorAsync(504, $"session {session.Id} not ready within 60s").ConfigureAwait(false);
            return;
        }

        if (session is not { Status: "ready", Harness: { } harness })
        {
            await exchange.ErrorAsync(410, $"session {session.Id} is {session.Status}").ConfigureAwait(false);
            return;
        }

        session.Touch(seen: true);
        using var stream = new EventStream(platform, exchange, harness, wrapped: false);
        expected.Dispose();
        await exchange.StartStreamAsync().ConfigureAwait(false);
        if (harness is { IsLost: true, IsForgotten: false })
        {
            return;
        }

        try
        {
            await stream.ReadyAsync().ConfigureAwait(false);
            await stream.ConnectedAsync().ConfigureAwait(false);
            await stream.RunAsync(TimeSpan.FromMinutes(30), follow: exchange.Query("follow") == "1").ConfigureAwait(false);
        }
        catch (SandboxException)
        {
            // The raw event stream ends without an event.
        }
    }

    private async Task<bool> WaitUntilCreatedAsync(Exchange exchange, SessionState session)
    {
        using var timeout = new CancellationTokenSource(LongestWait, platform.Time);
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, exchange.Gone);
        try
        {
            await platform.Signal.WaitUntilAsync(() => session.Status != "creating", ended.Token).ConfigureAwait(false);
            return true;
        }
        catch (OperationCanceledException) when (!exchange.Gone.IsCancellationRequested)
        {
            return false;
        }
    }
}
