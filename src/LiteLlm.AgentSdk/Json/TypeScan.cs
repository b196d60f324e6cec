using System.Text.Json;

namespace LiteLlm.AgentSdk;

/// <summary>
/// The types of an object and of all objects inside it, found in one pass. It is needed if <c>type</c> is not the first member. If each
/// typed reader searched its own object, the innermost object would be read once for each level around it.
/// </summary>
internal sealed class TypeScan
{
    // Readers of nested content run inside the reader of the outermost object, on the same thread and the same bytes.
    [ThreadStatic]
    private static TypeScan? t_current;

    private readonly Dictionary<long, byte[]> _types = [];

    public static TypeScan? Current
    {
        get => t_current;
        set => t_current = value;
    }

    /// <summary>Scans the object at the position of the reader, which is a copy.</summary>
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

    /// <summary>Returns the JSON of the type of the object at a position; null if it has no type that is a string.</summary>
    public byte[]? TypeOf(long start) => _types.GetValueOrDefault(start);
}
