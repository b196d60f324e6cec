using System.Text.Json;
using System.Text.Json.Serialization;

namespace WebChat;

/// <summary>What crosses between page and application.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(ChatMessage))]
[JsonSerializable(typeof(ChatSession))]
[JsonSerializable(typeof(IReadOnlyList<ChatSession>))]
[JsonSerializable(typeof(ChatThread))]
internal sealed partial class ChatJsonContext : JsonSerializerContext;
