using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace LiteLlm.AgentSdk;

/// <summary>The JSON options of the SDK, based on the metadata that is generated for <see cref="LapJsonContext"/>.</summary>
internal static class LapJson
{
    /// <summary>
    /// The depth limit, larger than any possible depth. Code that recurses has its own limit: <see cref="ForeignJson.MaxTypedDepth"/>.
    /// </summary>
    public const int MaxDepth = ForeignJson.MaxDepth;

    public static JsonReaderOptions ReaderOptions => ForeignJson.ReaderOptions;

    /// <summary>Gets the read-only options. Strings are written without unnecessary escapes.</summary>
    public static JsonSerializerOptions Options { get; } = Create();

    /// <summary>Returns the generated metadata of a type that <see cref="LapJsonContext"/> lists.</summary>
    public static JsonTypeInfo<T> TypeInfo<T>() => Cache<T>.Info;

    /// <summary>
    /// Reads a value. If the framework's reader rejects the JSON, repairs it with <see cref="JsonRepair"/> and reads it again.
    /// </summary>
    /// <exception cref="JsonException">The bytes are not JSON, or do not fit the type.</exception>
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
                // An ignored property would drop a JSON member with the same name. Such a member must go to the additional properties.
                type.Properties.RemoveAt(i);
            }
            else if (typeof(IWireValue).IsAssignableFrom(property.PropertyType))
            {
                property.ShouldSerialize = static (_, value) => value is IWireValue { IsAbsent: false };
            }
            else if (Nullable.GetUnderlyingType(property.PropertyType) is { } optional && typeof(IOpenString).IsAssignableFrom(optional))
            {
                // The expression "condition ? new IssueSeverity(text) : null" converts null to an empty value, not to a null value. So an
                // empty value counts as not set.
                property.ShouldSerialize = static (_, value) => value is IOpenString { Value.Length: > 0 };
            }
        }
    }

    private static class Cache<T>
    {
        public static readonly JsonTypeInfo<T> Info = (JsonTypeInfo<T>)Options.GetTypeInfo(typeof(T));
    }
}
