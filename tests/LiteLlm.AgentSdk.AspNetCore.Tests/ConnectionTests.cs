using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;

namespace LiteLlm.AgentSdk.AspNetCore.Tests;

/// <summary>Silent turns, browsers that disconnect or do not read, and applications that stop.</summary>
public class ConnectionTests
{
    [Fact]
    public async Task Silence_is_filled_with_heartbeats()
    {
        ManualTimeProvider time = new();
        Channel<TurnUpdate> updates = Channel.CreateUnbounded<TurnUpdate>();
        await using WebServer server = await WebServer.StartAsync(
            () => AgentResults.Turn(updates.Reader.ReadAllAsync(), new() { HeartbeatInterval = TimeSpan.FromSeconds(10) }),
            services => services.AddSingleton<TimeProvider>(time));
        Task<EventReader> opening = server.OpenAsync();
        await time.WaitForTimersCreatedAsync(1);
        opening.IsCompleted.Should().BeFalse("before the first event or heartbeat an error can still have a status");

        time.Advance(TimeSpan.FromSeconds(10));
        using EventReader reader = await opening;
        (await reader.LineAsync()).Should().Be(": heartbeat");
        (await reader.LineAsync()).Should().BeEmpty();

        await time.WaitForTimersCreatedAsync(2);
        time.Advance(TimeSpan.FromSeconds(6));
        updates.Writer.TryWrite(new TurnTextDelta { Delta = "a" });
        (await reader.NextAsync())!.Text("delta").Should().Be("a");

        // The event counts as a sign of life, so the next heartbeat is due ten seconds later.
        await time.WaitForTimersCreatedAsync(3);
        time.Advance(TimeSpan.FromSeconds(9));
        updates.Writer.TryWrite(new TurnTextDelta { Delta = "b" });
        (await reader.LineAsync()).Should().Be("event: text");
        await reader.LineAsync();
        await reader.LineAsync();

        await time.WaitForTimersCreatedAsync(4);
        time.Advance(TimeSpan.FromSeconds(10));
        (await reader.LineAsync()).Should().Be(": heartbeat");
        updates.Writer.TryWrite(new TurnCompleted { Reply = new Reply() });
        updates.Writer.Complete();
        (await reader.NextAsync())!.Name.Should().Be("completed");
        (await reader.NextAsync()).Should().BeNull();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_browser_that_disconnects_ends_the_enumeration_and_on_request_the_turn(bool abort)
    {
        TaskCompletionSource goOn = new(TaskCreationOptions.RunContinuationsAsynchronously);
        await using Platform platform = await Platform.StartAsync(_ => Held(goOn.Task));
        await using WebServer server = await WebServer.StartAsync(() => AgentResults.Turn(
            platform.Session.SendStreamingAsync("go"),
            new() { AbortWhenDisconnected = abort ? platform.Session : null }));
        using (EventReader reader = await server.OpenAsync())
        {
            await reader.UntilAsync("text");
        }

        await server.Executed;
        platform.Lap.Counters.RequestsTo("POST", "/api/v1/managed_agents/sessions/{id}/abort").Should().Be(abort ? 1 : 0);

        // The platform accepts the abort, and ends the turn later.
        await platform.Lap.WaitForTurnsEndedAsync(abort ? 1 : 0).WaitAsync(WebServer.Patience);
        platform.Lap.Counters.TurnsEnded.Should().Be(abort ? 1 : 0);
        goOn.SetResult();
        await platform.Lap.WaitForTurnsEndedAsync(1).WaitAsync(WebServer.Patience);
        string text = string.Join('\n', (await platform.Session.GetMessagesAsync()).Select(m => m.Text));
        text.Contains("the rest", StringComparison.Ordinal).Should().Be(!abort);
    }

    [Fact]
    public async Task A_turn_that_has_ended_is_not_aborted()
    {
        TaskCompletionSource<CancellationToken> gone = new(TaskCreationOptions.RunContinuationsAsynchronously);
        await using Platform platform = await Platform.StartAsync();
        await using WebServer server =
            await WebServer.StartAsync(() => AgentResults.Turn(ThenSilent(gone), new() { AbortWhenDisconnected = platform.Session }));
        using (EventReader reader = await server.OpenAsync())
        {
            await reader.UntilAsync("completed");
        }

        await server.Executed;
        (await gone.Task.WaitAsync(WebServer.Patience)).IsCancellationRequested.Should().BeTrue();
        platform.Lap.Counters.RequestsTo("POST", "/api/v1/managed_agents/sessions/{id}/abort").Should().Be(0);
    }

    [Fact]
    public async Task An_abort_that_fails_is_ignored()
    {
        await using Platform platform = await Platform.StartAsync();
        await platform.Lap.DisposeAsync();
        TaskCompletionSource<CancellationToken> gone = new(TaskCreationOptions.RunContinuationsAsynchronously);
        await using WebServer server =
            await WebServer.StartAsync(() => AgentResults.Turn(Silent(gone), new() { AbortWhenDisconnected = platform.Session }));
        using (EventReader reader = await server.OpenAsync())
        {
            await reader.UntilAsync("text");
        }

        await server.Executed;
        gone.Task.IsCompletedSuccessfully.Should().BeTrue();
    }

    [Fact]
    public async Task A_browser_that_does_not_read_delays_the_turn_without_using_memory()
    {
        // There is no reader and room for 32 KiB, so the pump must pause by itself, on this thread.
        Pipe pipe = new(new PipeOptions(pauseWriterThreshold: 32 * 1024, resumeWriterThreshold: 16 * 1024,
            useSynchronizationContext: false));
        DefaultHttpContext context = new();
        context.Features.Set<IHttpResponseBodyFeature>(new PipeBody(pipe.Writer));
        int pulled = 0;
        Task executing = AgentResults.Turn(Many()).ExecuteAsync(context);

        executing.IsCompleted.Should().BeFalse();
        pulled.Should().BeInRange(20, 100);
        int before = pulled;
        ReadResult read = await pipe.Reader.ReadAsync();
        pipe.Reader.AdvanceTo(read.Buffer.End);
        while (!executing.IsCompleted)
        {
            read = await pipe.Reader.ReadAsync();
            pipe.Reader.AdvanceTo(read.Buffer.End);
            if (pulled == 1000)
            {
                break;
            }
        }

        pulled.Should().BeGreaterThan(before);

        async IAsyncEnumerable<TurnUpdate> Many()
        {
            await Task.CompletedTask;
            for (pulled = 1; pulled <= 999; pulled++)
            {
                yield return new TurnTextDelta { Delta = new string('x', 1000) };
            }

            yield return new TurnCompleted { Reply = new Reply() };
        }
    }

    [Fact]
    public async Task Ready_events_are_sent_together_and_no_event_waits_for_the_next()
    {
        Channel<TurnUpdate> updates = Channel.CreateUnbounded<TurnUpdate>();
        await using WebServer server = await WebServer.StartAsync(() => AgentResults.Turn(updates.Reader.ReadAllAsync()));
        updates.Writer.TryWrite(new TurnTextDelta { Delta = "a" });
        using EventReader reader = await server.OpenAsync();
        for (int i = 0; i < 100; i++)
        {
            (await reader.NextAsync())!.Text("delta").Should().Be(i == 0 ? "a" : $"{i - 1}");
            updates.Writer.TryWrite(new TurnTextDelta { Delta = $"{i}" });
        }

        updates.Writer.Complete();
    }

    [Fact]
    public async Task An_application_that_stops_reports_that_the_turn_continues()
    {
        TaskCompletionSource<CancellationToken> gone = new(TaskCreationOptions.RunContinuationsAsynchronously);
        await using WebServer server = await WebServer.StartAsync(() => AgentResults.Turn(Silent(gone)));
        using EventReader reader = await server.OpenAsync();
        await reader.UntilAsync("text");

        Task stopping = server.App.StopAsync();
        SentEvent last = await reader.UntilAsync("failed");

        last.Text("code").Should().Be("stopping");

        // A host abandons its requests after thirty seconds.
        await stopping.WaitAsync(TimeSpan.FromSeconds(20));
    }

    private static async IAsyncEnumerable<TurnStep> Held(Task goOn)
    {
        await Task.CompletedTask;
        yield return TurnStep.Text("the beginning");
        yield return TurnStep.Wait(goOn);
        yield return TurnStep.Text("the rest");
    }

    private static async IAsyncEnumerable<TurnUpdate> Silent(TaskCompletionSource<CancellationToken> gone,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        yield return new TurnTextDelta { Delta = "a" };
        try
        {
            await Task.Delay(Timeout.Infinite, cancellationToken);
        }
        finally
        {
            // Signaled here and not in a cancellation registration, which may be removed before it runs.
            gone.TrySetResult(cancellationToken);
        }
    }

    private static async IAsyncEnumerable<TurnUpdate> ThenSilent(TaskCompletionSource<CancellationToken> gone,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        yield return new TurnCompleted { Reply = new Reply() };
        await foreach (TurnUpdate update in Silent(gone, cancellationToken))
        {
            yield return update;
        }
    }

    private sealed class PipeBody(PipeWriter writer) : IHttpResponseBodyFeature
    {
        public Stream Stream => writer.AsStream();

        public PipeWriter Writer => writer;

        public Task CompleteAsync() => writer.CompleteAsync().AsTask();

        public void DisableBuffering()
        {
        }

        public Task SendFileAsync(string path, long offset, long? count, CancellationToken cancellationToken = default) =>
            throw new NotSupportedException();

        public Task StartAsync(CancellationToken cancellationToken = default) => Task.CompletedTask;
    }
}
