using FluentAssertions;
using LiteLlm.AgentSdk.Streaming;
using LiteLlm.AgentSdk.Tests.Stubs;
using Xunit;

namespace LiteLlm.AgentSdk.Tests.Streaming;

/// <summary>A silent stream is checked, and a stream that is alive is never cut.</summary>
public class IdleWatchStreamTests
{
    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(90);

    private readonly ManualTimeProvider _time = new();

    [Fact]
    public async Task A_byte_that_arrives_as_the_read_is_cancelled_keeps_the_stream_alive()
    {
        // The read gets its byte at the very moment when it would be cancelled.
        using ScriptedStream body = new();
        body.OnCancel = read => read.TrySetResult(1);
        await using IdleWatchStream watched = new(body, Idle, _time, _ => Task.FromResult<Exception?>(new IOException("it is dead")));
        Task<int> first = watched.ReadAsync(new byte[8]).AsTask();

        _time.Advance(Idle);
        (await first).Should().Be(1);
        body.OnCancel = null;
        Task<int> second = watched.ReadAsync(new byte[8]).AsTask();

        second.IsCompleted.Should().BeFalse("its token is not that of the cancelled read");
        body.Pending!.SetResult(2);
        (await second).Should().Be(2);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_stream_that_stays_silent_ends_with_the_result_of_the_check(bool hasToken)
    {
        using CancellationTokenSource caller = new();
        using ScriptedStream body = new();
        await using IdleWatchStream watched = new(body, Idle, _time, _ => Task.FromResult<Exception?>(new IOException("it is dead")));
        Task<int> read = watched.ReadAsync(new byte[8], hasToken ? caller.Token : default).AsTask();

        _time.Advance(Idle);

        (await Assert.ThrowsAsync<IOException>(() => read)).Message.Should().Be("it is dead");
    }

    [Fact]
    public async Task The_result_of_a_check_that_comes_after_a_byte_is_ignored()
    {
        TaskCompletionSource<Exception?> answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
        using ScriptedStream body = new();
        await using IdleWatchStream watched = new(body, Idle, _time, _ => answer.Task);
        Task<int> first = watched.ReadAsync(new byte[8]).AsTask();
        _time.Advance(Idle);
        body.Pending!.SetResult(1);
        (await first).Should().Be(1);
        Task<int> second = watched.ReadAsync(new byte[8]).AsTask();

        answer.SetResult(new IOException("it is dead"));
        await _time.WaitForTimersAsync();
        body.Pending!.SetResult(2);

        (await second).Should().Be(2);
    }

    /// <summary>Reads wait until the test completes them.</summary>
    private sealed class ScriptedStream : MemoryStream
    {
        public TaskCompletionSource<int>? Pending { get; private set; }

        public Action<TaskCompletionSource<int>>? OnCancel { get; set; }

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            TaskCompletionSource<int> read = Pending = new(TaskCreationOptions.RunContinuationsAsynchronously);
            await using CancellationTokenRegistration registration = cancellationToken.Register(() =>
            {
                if (OnCancel is { } act)
                {
                    act(read);
                }
                else
                {
                    read.TrySetCanceled(cancellationToken);
                }
            });
            return await read.Task;
        }
    }
}
