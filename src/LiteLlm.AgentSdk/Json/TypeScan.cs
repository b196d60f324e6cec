using System.Text.Json;

namespace LiteLlm.AgentSdk;

/// <summary>
/// The types of an object and of all objects in it, found in one pass. It is needed where <c>type</c> is not the first member: a typed
/// reader that looked ahead in each object by itself would read the innermost once for each level around it.
/// </summary>
internal sealed class TypeScan
{
    // Readers of nested content run inside the reader of the outermost object, on its thread and over its bytes.
    [ThreadStatic]
    private static TypeScan? t_current;

    private readonly Dictionary<long, byte[]> _types = [];

    public static TypeScan? Current
    {
        get => t_current;
        set => t_current = value;
    }

    /// <summary>Scans the object that the reader, a copy, stands on.</summary>
    public static TypeScan Of(Utf8JsonReader reader)
    {
        TypeScan scan = new();
        Stack<long> objects = [];
        objects.Push(reader.TokenStartIndex);
        HashSet<long> seen = [];
        while (objects.Count > 0 && reader.Read())
        {
            switch (reader.TokenType)
            {
                case JsonTokenType.StartObject when reader.CurrentDepth < ForeignJson.MaxTypedDepth:
                    objects.Push(reader.TokenStartIndex);
                    break;
                case JsonTokenType.StartObject or JsonTokenType.StartArray when reader.CurrentDepth >= ForeignJson.MaxTypedDepth:
                    reader.Skip();
                    break;
                case JsonTokenType.EndObject:
                    objects.Pop();
                    break;
                case JsonTokenType.PropertyName when JsonScan.NameIs(ref reader, "type"u8) && seen.Add(objects.Peek()):
                    long owner = objects.Peek();
                    Utf8JsonReader value = reader;
                    if (value.Read() && value.TokenType == JsonTokenType.String)
                    {
                        scan._types.Add(owner, JsonText.ReadRaw(ref value));
                    }

                    break;
                default:
                    break;
            }
        }

        return scan;
    }

    /// <summary>The type of the object that begins there, as JSON; null when it has none that is a string.</summary>
    public byte[]? TypeOf(long start) => _types.GetValueOrDefault(start);
}
