namespace LiteLlm.AgentSdk.Conformance.Comparing;

/// <summary>A difference between an answer and its recording.</summary>
/// <param name="Path">The place: <c>status</c>, <c>header name</c>, or a path into the body.</param>
/// <param name="Expected">The recorded value.</param>
/// <param name="Actual">The received value.</param>
internal sealed record Difference(string Path, string Expected, string Actual)
{
    private const int Longest = 160;

    public override string ToString() => $"{Path}: expected {Short(Expected)}, got {Short(Actual)}";

    private static string Short(string text) => text.Length > Longest ? text[..Longest] + "..." : text;
}
