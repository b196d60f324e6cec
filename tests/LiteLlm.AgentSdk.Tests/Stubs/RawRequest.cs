namespace LiteLlm.AgentSdk.Tests.Stubs;

/// <summary>The head of a request as it arrived at a <see cref="RawTcpStub"/>.</summary>
/// <param name="Method">The method of the request.</param>
/// <param name="Target">The path and query, not decoded.</param>
/// <param name="Headers">The headers of the request.</param>
/// <param name="Connection">The number of the connection, counted from 1.</param>
/// <param name="IndexOnConnection">The number of the request on its connection: 1 for the first, more on a reused connection.</param>
internal sealed record RawRequest(string Method, string Target, IReadOnlyDictionary<string, string> Headers, int Connection,
    int IndexOnConnection)
{
    public override string ToString() => $"{Method} {Target} (connection {Connection}, request {IndexOnConnection})";
}
