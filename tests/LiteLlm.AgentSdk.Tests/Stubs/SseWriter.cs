using System.Text;
using Microsoft.AspNetCore.Http;

namespace LiteLlm.AgentSdk.Tests.Stubs;

/// <summary>Writes a body of server-sent events piece by piece. Each piece has been sent when its call returns.</summary>
internal sealed class SseWriter(HttpContext context)
{
    /// <summary>Writes a frame as the platform writes it: a data line and an empty line.</summary>
    public Task FrameAsync(string json) => RawAsync($"data: {json}\n\n");

    public Task RawAsync(string text) => RawAsync(Encoding.UTF8.GetBytes(text));

    /// <summary>Writes raw bytes: half a frame, half a character, any line ends.</summary>
    public async Task RawAsync(ReadOnlyMemory<byte> bytes)
    {
        await context.Response.Body.WriteAsync(bytes, context.RequestAborted);
        await context.Response.Body.FlushAsync(context.RequestAborted);
    }

    /// <summary>Stays silent until the gate opens or the caller hangs up.</summary>
    public Task GateAsync(Task gate) => gate.WaitAsync(context.RequestAborted);

    /// <summary>Stays silent until the caller hangs up.</summary>
    public Task HoldOpenAsync() => GateAsync(new TaskCompletionSource().Task);

    /// <summary>Breaks the connection, so that the body has no end.</summary>
    public void Abort() => context.Abort();
}
