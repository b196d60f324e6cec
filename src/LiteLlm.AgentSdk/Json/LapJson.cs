using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace LiteLlm.AgentSdk;

/// <summary>The one set of JSON options: what <see cref="LapJsonContext"/> generates, as the SDK uses it.</summary>
internal static class LapJson
{
    /// <summary>Deeper than any payload; nothing here recurses with the depth of one.</summary>
    public const int MaxDepth = 65_536;

    public static JsonReaderOptions ReaderOptions { get; } = new() { MaxDepth = MaxDepth };

    /// <summary>Frozen. Texts go out without needless escapes.</summary>
    public static JsonSerializerOptions Options { get; } = Create();

    /// <summary>The generated metadata of a type that <see cref="LapJsonContext"/> lists.</summary>
    public static JsonTypeInfo<T> TypeInfo<T>() => Cache<T>.Info;

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
                // "condition ? new IssueSeverity(text) : null" makes an empty one, not none: the null is taken for a text. Both mean that nothing was said.
                property.ShouldSerialize = static (_, value) => value is IOpenString { Value.Length: > 0 };
            }
        }
    }

    private static class Cache<T>
    {
        public static readonly JsonTypeInfo<T> Info = (JsonTypeInfo<T>)Options.GetTypeInfo(typeof(T));
    }
}
