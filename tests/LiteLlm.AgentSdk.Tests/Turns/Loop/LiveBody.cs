using System.Buffers;
using System.IO.Pipelines;
using System.Text;

namespace LiteLlm.AgentSdk.Tests.Turns.Loop;

/// <summary>The body of an event stream that a test writes to, frame by frame.</summary>
internal sealed class LiveBody
{
    private readonly Pipe _pipe = new();

    public LiveBody(params string[] frames) => Write(frames);

    /// <summary>Creates the response with this body.</summary>
    public HttpResponseMessage ToResponse() => FakePlatform.Events(_pipe.Reader.AsStream());

    /// <summary>Writes text of the stream. The reader gets it at once.</summary>
    public void Write(params string[] frames)
    {
        _pipe.Writer.Write(Encoding.UTF8.GetBytes(string.Concat(frames)));
        _ = _pipe.Writer.FlushAsync().AsTask();
    }

    /// <summary>Ends the response without a word.</summary>
    public void End() => _pipe.Writer.Complete();

    /// <summary>Breaks the connection.</summary>
    public void Break() => _pipe.Writer.Complete(new IOException("The cable was pulled."));
}
