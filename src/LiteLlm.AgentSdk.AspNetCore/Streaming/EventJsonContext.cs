using System.Text.Json.Serialization;
using LiteLlm.AgentSdk.AspNetCore.Problems;

namespace LiteLlm.AgentSdk.AspNetCore.Streaming;

/// <summary>The generated JSON metadata of all data that is sent to the browser; use it through <see cref="EventJson"/>.</summary>
[JsonSourceGenerationOptions(
    GenerationMode = JsonSourceGenerationMode.Metadata,
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(AgentProblem))]
[JsonSerializable(typeof(DeltaData))]
[JsonSerializable(typeof(EmptyData))]
[JsonSerializable(typeof(ReconnectingData))]
[JsonSerializable(typeof(ReplacedData))]
[JsonSerializable(typeof(ReplyData))]
[JsonSerializable(typeof(StartedData))]
[JsonSerializable(typeof(ToolData))]
internal sealed partial class EventJsonContext : JsonSerializerContext;
