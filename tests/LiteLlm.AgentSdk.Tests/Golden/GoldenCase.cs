namespace LiteLlm.AgentSdk.Tests;

/// <summary>A call of the SDK that has the intent of a recorded request; what it gives is what its caller would hold.</summary>
internal delegate Task<object> GoldenCall(AgentPlatformClient client, RecordedExchange exchange);

/// <summary>What a recording is to the SDK.</summary>
internal enum GoldenKind
{
    /// <summary>The SDK makes this request, to the letter.</summary>
    Made,

    /// <summary>The SDK sees that the platform would refuse it, and does not send it.</summary>
    Refused,

    /// <summary>No call of the SDK can mean this: its types have no place for it.</summary>
    Inexpressible,

    /// <summary>A part of the platform that the SDK leaves to others.</summary>
    Outside,
}

/// <summary>What a recording is used for: the call that makes its request, or the reason why none does.</summary>
internal sealed record GoldenCase(string Name, GoldenKind Kind, GoldenCall? Call, string Reason)
{
    public bool IsListed => Kind != GoldenKind.Made;

    public RecordedExchange Exchange => Recordings.Get(Name);

    public override string ToString() => Name;
}
