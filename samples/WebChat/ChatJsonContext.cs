using System.Text.Json;
using System.Text.Json.Serialization;

namespace WebChat;

/// <summary>The types that the page and the application exchange.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(ChatAbout))]
[JsonSerializable(typeof(ChatList))]
[JsonSerializable(typeof(ChatMessage))]
[JsonSerializable(typeof(ChatSession))]
[JsonSerializable(typeof(ChatThread))]
[JsonSerializable(typeof(ChatTitle))]
[JsonSerializable(typeof(Dictionary<string, string>))]
internal sealed partial class ChatJsonContext : JsonSerializerContext;
