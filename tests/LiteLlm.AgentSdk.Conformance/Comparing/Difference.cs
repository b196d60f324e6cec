namespace LiteLlm.AgentSdk.Conformance.Comparing;

/// <summary>Where an answer is not what was recorded.</summary>
/// <param name="Path">The place: <c>status</c>, <c>header name</c>, or a path into the body.</param>
/// <param name="Expected">What was recorded.</param>
/// <param name="Actual">What came.</param>
internal sealed record Difference(string Path, string Expected, string Actual)
{
    private const int Longest = 160;

    public override string ToString() => $"{Path}: expected {Short(Expected)}, got {Short(Actual)}";

    private static string Short(string text) => text.Length > Longest ? text[..Longest] + "..." : text;
}
