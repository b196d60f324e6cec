namespace LiteLlm.AgentSdk.CSharp12;

/// <summary>Calls every overload of <c>SendAsync</c> and <c>SendStreamingAsync</c> in each form that C# 12 has for it.</summary>
public static class Sending
{
    public static async Task<Reply[]> WaitAsync(Session session, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(session);
        SendOptions options = new() { Text = "How are you?", LongRunning = true };
        return
        [
            await session.SendAsync("How are you?"),
            await session.SendAsync("How are you?", null),
            await session.SendAsync("How are you?", new()),
            await session.SendAsync("How are you?", new() { LongRunning = true }, cancellationToken),
            await session.SendAsync("How are you?", default, cancellationToken),
            await session.SendAsync("How are you?", cancellationToken: cancellationToken),
            await session.SendAsync(text: "How are you?", options: options),
            await session.SendAsync(options),
            await session.SendAsync(options, cancellationToken),
            await session.SendAsync(options, default),
            await session.SendAsync(options: options, cancellationToken: cancellationToken),
            await session.SendAsync(options with { Text = "And now?" }),
            // Not new(), since C# 12 can't decide whether a string is meant.
            await session.SendAsync(new SendOptions { Text = "How are you?" }),
        ];
    }

    public static TurnStream[] Stream(Session session, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(session);
        SendOptions options = new() { Text = "How are you?", AssembleReply = false };
        return
        [
            session.SendStreamingAsync("How are you?"),
            session.SendStreamingAsync("How are you?", null),
            session.SendStreamingAsync("How are you?", new()),
            session.SendStreamingAsync("How are you?", new() { AssembleReply = false }, cancellationToken),
            session.SendStreamingAsync("How are you?", default, cancellationToken),
            session.SendStreamingAsync("How are you?", cancellationToken: cancellationToken),
            session.SendStreamingAsync(text: "How are you?", options: options),
            session.SendStreamingAsync(options),
            session.SendStreamingAsync(options, cancellationToken),
            session.SendStreamingAsync(options, default),
            session.SendStreamingAsync(options: options, cancellationToken: cancellationToken),
            session.SendStreamingAsync(options with { Text = "And now?" }),
            session.SendStreamingAsync(new SendOptions { Text = "How are you?" }),
        ];
    }
}
