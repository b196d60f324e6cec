using System.Net;

namespace LiteLlm.AgentSdk.Http;

/// <summary>
/// The permission for one passage to the network. It goes with the flow of the call (not with the request object, which a
/// handler may copy), so that whatever a handler between here and the wire does, a call that can't be repeated passes once.
/// </summary>
internal sealed class SendTicket(HttpRequestMessage message)
{
    private static readonly AsyncLocal<SendTicket?> Flow = new();
    private readonly HttpMethod _method = message.Method;
    private readonly string? _path = message.RequestUri?.AbsolutePath;
    private int _passed;

    /// <summary>The ticket of the call that is being made; none outside the SDK's own calls.</summary>
    public static SendTicket? Current
    {
        get => Flow.Value;
        set => Flow.Value = value;
    }

    /// <summary>How the first passage ended, for the message that explains the refusal of a second.</summary>
    public string FirstOutcome { get; private set; } = "is still on its way";

    /// <summary>Whether what passed carried the SDK's own body, and not a handler's copy of it.</summary>
    public bool CarriedOwnBody { get; private set; }

    /// <summary>Whether a request is this call, and not one that a handler makes on the way (for a token, say).</summary>
    public bool IsFor(HttpRequestMessage request) => request.Method == _method && request.RequestUri?.AbsolutePath == _path;

    public bool TryPass(HttpRequestMessage request)
    {
        if (Interlocked.Exchange(ref _passed, 1) != 0)
        {
            return false;
        }

        CarriedOwnBody = request.Content is JsonBody;
        return true;
    }

    public void Answered(HttpStatusCode status) => FirstOutcome = $"was answered with {(int)status}";

    public void Failed(Exception cause) => FirstOutcome = $"failed ({cause.GetType().Name})";
}
