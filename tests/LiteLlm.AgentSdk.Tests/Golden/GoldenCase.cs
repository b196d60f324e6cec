namespace LiteLlm.AgentSdk.Tests;

/// <summary>A call of the SDK with the purpose of a recorded request. It returns what its caller would receive.</summary>
internal delegate Task<object> GoldenCall(AgentPlatformClient client, RecordedExchange exchange);

/// <summary>How the SDK relates to a recording.</summary>
internal enum GoldenKind
{
    /// <summary>The SDK makes exactly this request.</summary>
    Made,

    /// <summary>The SDK knows that the platform would refuse the request, and does not send it.</summary>
    Refused,

    /// <summary>No call of the SDK can make this request, since its types can't express it.</summary>
    Inexpressible,

    /// <summary>A part of the platform that the SDK does not cover.</summary>
    Outside,
}

/// <summary>The use of a recording: the call that makes its request, or the reason why no call does.</summary>
internal sealed record GoldenCase(string Name, GoldenKind Kind, GoldenCall? Call, string Reason)
{
    public bool IsListed => Kind != GoldenKind.Made;

    public RecordedExchange Exchange => Recordings.Get(Name);

    public override string ToString() => Name;
}
