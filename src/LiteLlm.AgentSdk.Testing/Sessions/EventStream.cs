using LiteLlm.AgentSdk.Testing.Harnesses;
using LiteLlm.AgentSdk.Testing.Http;
using LiteLlm.AgentSdk.Testing.Json;

namespace LiteLlm.AgentSdk.Testing.Sessions;

/// <summary>The event stream of one subscriber: in the platform's own frames, or the harness's events unchanged.</summary>
internal sealed class EventStream : IDisposable
{
    private static readonly TimeSpan HeartbeatEvery = TimeSpan.FromSeconds(10);
    private readonly PlatformState _platform;
    private readonly Exchange _exchange;
    private readonly Harness _harness;
    private readonly bool _wrapped;
    private readonly Subscription _subscription;
    private readonly ITimer? _heartbeat;

    /// <summary>Gets or sets the callback for the end of the turn, if the caller is still connected.</summary>
    public Action AtIdle { get; set; } = static () => { };

    public EventStream(PlatformState platform, Exchange exchange, Harness harness, bool wrapped)
    {
        _platform = platform;
        _exchange = exchange;
        _harness = harness;
        _wrapped = wrapped;
        _subscription = harness.Subscribe();
        if (harness.Heartbeat() is not null)
        {
            _heartbeat = platform.Time.CreateTimer(_ =>
                _subscription.Offer(new("server.heartbeat", harness.Heartbeat()!)), null, HeartbeatEvery, HeartbeatEvery);
        }

        platform.Counters.StreamOpened();
    }

    /// <summary>Sends the platform's own first frame.</summary>
    public Task ReadyAsync() => _exchange.SendAsync(_wrapped ? """{"type":"ready"}""" : """{"type":"stream.opened"}""");

    /// <summary>Sends the harness's first event.</summary>
    public Task ConnectedAsync() => SendAsync(_harness.Connected());

    /// <summary>Sends all events until the end of the turn (not with <paramref name="follow"/>) or of the allowed time.</summary>
    public async Task RunAsync(TimeSpan longest, bool follow)
    {
        using var timeout = new CancellationTokenSource(longest, _platform.Time);
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, _exchange.Gone);
        try
        {
            while (await _subscription.Events.WaitToReadAsync(ended.Token).ConfigureAwait(false))
            {
                while (_subscription.Events.TryRead(out BusEvent next))
                {
                    await SendAsync(next.Json).ConfigureAwait(false);
                    if (next.Type == "session.idle" && !follow)
                    {
                        AtIdle();
                        if (_wrapped)
                        {
                            await _exchange.SendAsync("""{"type":"done"}""").ConfigureAwait(false);
                        }

                        return;
                    }
                }
            }
        }
        catch (OperationCanceledException) when (timeout.IsCancellationRequested && !_exchange.Gone.IsCancellationRequested)
        {
            if (_wrapped)
            {
                await ErrorAsync("stream timeout").ConfigureAwait(false);
            }
        }
    }

    public Task ErrorAsync(string message) => _exchange.SendAsync($$"""{"type":"error","message":{{JsText.Quote(message)}}}""");

    public void Dispose()
    {
        _heartbeat?.Dispose();
        _subscription.Dispose();
        _platform.Counters.StreamClosed();
    }

    private Task SendAsync(string json) =>
        _exchange.SendAsync(_wrapped ? "{\"type\":\"harness_event\",\"event\":" + json + "}" : json);
}
