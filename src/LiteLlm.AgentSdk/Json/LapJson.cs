using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace LiteLlm.AgentSdk;

/// <summary>The one set of JSON options: what <see cref="LapJsonContext"/> generates, as the SDK uses it.</summary>
internal static class LapJson
{
    /// <summary>Deeper than any payload. What recurses stops by itself: see <see cref="ForeignJson.MaxTypedDepth"/>.</summary>
    public const int MaxDepth = ForeignJson.MaxDepth;

    public static JsonReaderOptions ReaderOptions => ForeignJson.ReaderOptions;

    /// <summary>Gets the options, frozen. Texts go out without needless escapes.</summary>
    public static JsonSerializerOptions Options { get; } = Create();

    /// <summary>The generated metadata of a type that <see cref="LapJsonContext"/> lists.</summary>
    public static JsonTypeInfo<T> TypeInfo<T>() => Cache<T>.Info;

    /// <summary>Reads a value. What the framework's reader refuses and <see cref="JsonRepair"/> knows is repaired.</summary>
    /// <exception cref="JsonException">It is not JSON, or not of that type.</exception>
    public static T? Read<T>(ReadOnlySpan<byte> utf8, JsonTypeInfo<T> type)
    {
        try
        {
            return JsonSerializer.Deserialize(utf8, type);
        }
        catch (JsonException) when (JsonRepair.Repair(utf8) is { } repaired)
        {
            return JsonSerializer.Deserialize(repaired, type);
        }
    }

    private static JsonSerializerOptions Create()
    {
        JsonSerializerOptions options = new(LapJsonContext.Default.Options)
        {
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            TypeInfoResolver = LapJsonContext.Default.WithAddedModifier(Adjust),
            Converters = { new VerbatimElementConverter() },
        };
        options.MakeReadOnly();
        return options;
    }

    private static void Adjust(JsonTypeInfo type)
    {
        if (type.Kind != JsonTypeInfoKind.Object)
        {
            return;
        }

        for (int i = type.Properties.Count - 1; i >= 0; i--)
        {
            JsonPropertyInfo property = type.Properties[i];
            if (property.Get is null && property.Set is null)
            {
                // An ignored property would swallow a member that happens to have its name; such a member belongs to the additional ones.
                type.Properties.RemoveAt(i);
            }
            else if (typeof(IWireValue).IsAssignableFrom(property.PropertyType))
            {
                property.ShouldSerialize = static (_, value) => value is IWireValue { IsAbsent: false };
            }
            else if (Nullable.GetUnderlyingType(property.PropertyType) is { } optional && typeof(IOpenString).IsAssignableFrom(optional))
            {
                // "condition ? new IssueSeverity(text) : null" makes an empty one, not none: the null is taken for a text. Both mean that
                // nothing was said.
                property.ShouldSerialize = static (_, value) => value is IOpenString { Value.Length: > 0 };
            }
        }
    }

    private static class Cache<T>
    {
        public static readonly JsonTypeInfo<T> Info = (JsonTypeInfo<T>)Options.GetTypeInfo(typeof(T));
    }
}
