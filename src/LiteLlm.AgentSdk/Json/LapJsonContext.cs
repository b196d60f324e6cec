using System.Text.Json;
using System.Text.Json.Serialization;

namespace LiteLlm.AgentSdk;

/// <summary>
/// The generated JSON metadata of all types that cross the wire, reached through <see cref="LapJson"/>. Records of the platform are snake_case by policy; what a harness
/// sends (messages, parts, events) names each of its members. All attributes stand here: the generator takes one declaration of a
/// context with attributes, not several.
/// </summary>
[JsonSourceGenerationOptions(
    GenerationMode = JsonSourceGenerationMode.Metadata,
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    NumberHandling = JsonNumberHandling.AllowReadingFromString,
    MaxDepth = LapJson.MaxDepth,
    Converters = [typeof(LenientStringConverter), typeof(LenientDateTimeOffsetConverter), typeof(ThreadConverter)])]
[JsonSerializable(typeof(string))]
[JsonSerializable(typeof(JsonElement))]
[JsonSerializable(typeof(EnvironmentVariables))]
// Messages
[JsonSerializable(typeof(Message))]
[JsonSerializable(typeof(List<Message>))]
[JsonSerializable(typeof(MessageInfo))]
[JsonSerializable(typeof(MessagePart))]
[JsonSerializable(typeof(TextPart))]
[JsonSerializable(typeof(ReasoningPart))]
[JsonSerializable(typeof(ToolPart))]
[JsonSerializable(typeof(ImageCountPart))]
[JsonSerializable(typeof(TurnError))]
// Events
[JsonSerializable(typeof(ClaudeSdkMessageEvent))]
[JsonSerializable(typeof(DoneEvent))]
[JsonSerializable(typeof(FileEditedEvent))]
[JsonSerializable(typeof(MessageCompletedEvent))]
[JsonSerializable(typeof(MessageDeltaEvent))]
[JsonSerializable(typeof(MessagePartDeltaEvent))]
[JsonSerializable(typeof(MessagePartUpdatedEvent))]
[JsonSerializable(typeof(MessageUpdatedEvent))]
[JsonSerializable(typeof(ReadyEvent))]
[JsonSerializable(typeof(RunCompletedEvent))]
[JsonSerializable(typeof(RunFailedEvent))]
[JsonSerializable(typeof(ServerConnectedEvent))]
[JsonSerializable(typeof(ServerHeartbeatEvent))]
[JsonSerializable(typeof(SessionAbortedEvent))]
[JsonSerializable(typeof(SessionConnectedEvent))]
[JsonSerializable(typeof(SessionDiffEvent))]
[JsonSerializable(typeof(SessionErrorEvent))]
[JsonSerializable(typeof(SessionIdleEvent))]
[JsonSerializable(typeof(SessionStartedEvent))]
[JsonSerializable(typeof(SessionStatusEvent))]
[JsonSerializable(typeof(SessionUpdatedEvent))]
[JsonSerializable(typeof(StreamErrorEvent))]
[JsonSerializable(typeof(StreamOpenedEvent))]
[JsonSerializable(typeof(TodoUpdatedEvent))]
// Open sets
[JsonSerializable(typeof(AgentSort))]
[JsonSerializable(typeof(SortOrder))]
[JsonSerializable(typeof(MessageRole))]
[JsonSerializable(typeof(ToolStatus))]
// The platform's own records
[JsonSerializable(typeof(AgentSnapshot))]
[JsonSerializable(typeof(AgentCreateBody))]
[JsonSerializable(typeof(AgentUpdateOptions))]
[JsonSerializable(typeof(AgentListAnswer))]
[JsonSerializable(typeof(SessionSnapshot))]
[JsonSerializable(typeof(SessionCreateOptions))]
[JsonSerializable(typeof(SessionDeletion))]
[JsonSerializable(typeof(SendBody))]
[JsonSerializable(typeof(TurnToken))]
[JsonSerializable(typeof(IReadOnlyList<LogEntry>))]
internal sealed partial class LapJsonContext : JsonSerializerContext;
