using System.Text.Json;
using System.Text.Json.Serialization;

namespace WebChat;

/// <summary>The JSON between page and application, with the platform's habits: snake_case, and nothing that is null.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ChatMessage))]
[JsonSerializable(typeof(ChatSession))]
[JsonSerializable(typeof(IReadOnlyList<ChatSession>))]
[JsonSerializable(typeof(ChatThread))]
internal sealed partial class ChatJsonContext : JsonSerializerContext;
