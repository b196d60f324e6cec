using System.Text.Json.Nodes;
using WireMock;

namespace LiteLlm.AgentSdk.Wire.Tests.Wire;

/// <summary>A request in the log of a <see cref="PlatformWire"/>.</summary>
internal sealed class WireRequest(IRequestMessage request)
{
    public string Method => request.Method;

    /// <summary>Path and query. WireMock.Net has decoded and encoded them again: how an id was escaped is not to be seen here.</summary>
    public string Target { get; } = new Uri(request.Url).PathAndQuery;

    public IReadOnlyDictionary<string, string> Headers { get; } =
        (request.Headers ?? new Dictionary<string, WireMock.Types.WireMockList<string>>())
            .ToDictionary(header => header.Key, header => string.Join(", ", header.Value), StringComparer.OrdinalIgnoreCase);

    public string Text => request.BodyData?.BodyAsString ?? "";

    public JsonNode? Json => Text.Length == 0 ? null : JsonNode.Parse(Text);

    public override string ToString() => $"{Method} {Target} {Text}";
}
