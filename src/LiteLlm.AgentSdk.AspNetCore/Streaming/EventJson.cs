using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using LiteLlm.AgentSdk.AspNetCore.Problems;

namespace LiteLlm.AgentSdk.AspNetCore.Streaming;

/// <summary>The JSON metadata of each kind of data, with the options of the stream.</summary>
internal static class EventJson
{
    private static readonly EventJsonContext s_context = new(new JsonSerializerOptions(EventJsonContext.Default.Options)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new OneLineElementConverter() },
    });

    public static JsonTypeInfo<AgentProblem> Problem => s_context.AgentProblem;

    public static JsonTypeInfo<DeltaData> Delta => s_context.DeltaData;

    public static JsonTypeInfo<EmptyData> Empty => s_context.EmptyData;

    public static JsonTypeInfo<ReconnectingData> Reconnecting => s_context.ReconnectingData;

    public static JsonTypeInfo<ReplacedData> Replaced => s_context.ReplacedData;

    public static JsonTypeInfo<ReplyData> Reply => s_context.ReplyData;

    public static JsonTypeInfo<StartedData> Started => s_context.StartedData;

    public static JsonTypeInfo<ToolData> Tool => s_context.ToolData;
}
