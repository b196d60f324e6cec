namespace LiteLlm.AgentSdk.Tests.Stubs;

/// <summary>The head of a request as it arrived at a <see cref="RawTcpStub"/>.</summary>
/// <param name="Method">Its method.</param>
/// <param name="Target">Its path and query, undecoded.</param>
/// <param name="Headers">Its headers.</param>
/// <param name="Connection">Which connection it came over, counted from 1.</param>
/// <param name="IndexOnConnection">1 for the first request of its connection, more on a reused one.</param>
internal sealed record RawRequest(string Method, string Target, IReadOnlyDictionary<string, string> Headers, int Connection,
    int IndexOnConnection)
{
    public override string ToString() => $"{Method} {Target} (connection {Connection}, request {IndexOnConnection})";
}
