using System.Text.Json.Serialization;

namespace LiteLlm.AgentSdk.Extensions.Agents;

/// <summary>The generated JSON metadata of a serialized session.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault)]
[JsonSerializable(typeof(SessionState))]
internal sealed partial class SessionStateContext : JsonSerializerContext;
