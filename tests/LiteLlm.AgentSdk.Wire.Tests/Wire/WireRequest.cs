using System.Text.Json.Nodes;
using WireMock;

namespace LiteLlm.AgentSdk.Wire.Tests.Wire;

/// <summary>A request in the log of a <see cref="PlatformWire"/>.</summary>
internal sealed class WireRequest(IRequestMessage request)
{
    public string Method => request.Method;

    /// <summary>Gets the path and query. WireMock.Net has decoded and encoded them, so the escaping of an id is not visible here.</summary>
    public string Target { get; } = new Uri(request.Url).PathAndQuery;

    public IReadOnlyDictionary<string, string> Headers { get; } =
        (request.Headers ?? new Dictionary<string, WireMock.Types.WireMockList<string>>())
            .ToDictionary(header => header.Key, header => string.Join(", ", header.Value), StringComparer.OrdinalIgnoreCase);

    public string Text => request.BodyData?.BodyAsString ?? "";

    public JsonNode? Json => Text.Length == 0 ? null : JsonNode.Parse(Text);

    public override string ToString() => $"{Method} {Target} {Text}";
}
