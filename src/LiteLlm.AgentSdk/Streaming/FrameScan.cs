using System.Buffers;
using System.Text;
using System.Text.Json;

namespace LiteLlm.AgentSdk;

/// <summary>
/// The positions of the members of a frame, or of the event in it, as offsets into the frame's bytes. If the type comes before the
/// properties, as the platform sends them, the properties are read in the same pass.
/// </summary>
internal struct FrameScan
{
    private int _start;
    private int _length;
    private int _typeStart;
    private int _typeLength;
    private byte[]? _unescapedType;
    private int _propertiesStart;
    private int _propertiesLength;

    public readonly bool HasProperties => _propertiesLength > 0;

    /// <summary>Gets a value indicating whether the frame has a member <c>event</c> that is an object.</summary>
    public bool HasEvent { get; private set; }

    /// <summary>Gets or sets a value indicating whether there are members that this type does not look for.</summary>
    public bool HasOthers { get; set; }

    /// <summary>
    /// Gets the event if its properties were read in the same pass; otherwise, null.
    /// </summary>
    public SessionEvent? Content { get; private set; }

    public WireString Id { get; private set; }

    public WireNumber<long> Sequence { get; private set; }

    public readonly ReadOnlySpan<byte> WholeOf(ReadOnlySpan<byte> data) => data.Slice(_start, _length);

    public readonly ReadOnlySpan<byte> TypeOf(ReadOnlySpan<byte> data) => _unescapedType ?? data.Slice(_typeStart, _typeLength);

    public readonly ReadOnlySpan<byte> PropertiesOf(ReadOnlySpan<byte> data) => data.Slice(_propertiesStart, _propertiesLength);

    /// <summary>Reads the object at the reader's position to its end.</summary>
    /// <exception cref="JsonException">It is not JSON.</exception>
    public void Read(ref Utf8JsonReader reader, ReadOnlySpan<byte> data, ref FrameScan inner, bool isTop)
    {
        _start = (int)reader.TokenStartIndex;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (JsonScan.NameIs(ref reader, "type"u8))
            {
                reader.Read();
                ReadType(ref reader);
            }
            else if (JsonScan.NameIs(ref reader, "properties"u8))
            {
                reader.Read();
                if (reader.TokenType == JsonTokenType.StartObject)
                {
                    _propertiesStart = (int)reader.TokenStartIndex;
                    ReadProperties(ref reader, data);
                    _propertiesLength = (int)reader.BytesConsumed - _propertiesStart;
                }
                else
                {
                    HasOthers = true;
                    reader.Skip();
                }
            }
            else if (JsonScan.NameIs(ref reader, "id"u8))
            {
                reader.Read();
                Id = WireString.Read(ref reader, cached: false);
            }
            else if (JsonScan.NameIs(ref reader, "seq"u8))
            {
                reader.Read();
                Sequence = WireInt64Converter.Instance.Read(ref reader);
            }
            else
            {
                bool isEvent = isTop && JsonScan.NameIs(ref reader, "event"u8);
                reader.Read();
                if (isEvent && reader.TokenType == JsonTokenType.StartObject)
                {
                    HasEvent = true;
                    inner = default;
                    FrameScan none = default;
                    inner.Read(ref reader, data, ref none, isTop: false);
                }
                else
                {
                    HasOthers = true;
                    reader.Skip();
                }
            }
        }

        _length = (int)reader.BytesConsumed - _start;
    }

    /// <summary>
    /// Returns the JSON of the members that <paramref name="leftOut"/> does not exclude, without the object's braces; null if there are
    /// none.
    /// </summary>
    public static byte[]? Others(ReadOnlySpan<byte> json, Func<string, bool> leftOut)
    {
        ArrayBufferWriter<byte>? others = null;
        Utf8JsonReader reader = new(json, LapJson.ReaderOptions);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            int start = (int)reader.TokenStartIndex;
            bool kept = !leftOut(JsonText.ReadString(ref reader));
            reader.Skip();
            if (!kept)
            {
                continue;
            }

            if (others is null)
            {
                others = new();
            }
            else
            {
                others.Write(","u8);
            }

            others.Write(json[start..(int)reader.BytesConsumed]);
        }

        return others?.WrittenSpan.ToArray();
    }

    private void ReadProperties(ref Utf8JsonReader reader, ReadOnlySpan<byte> data)
    {
        Content = null;
        if (KnownEvents.FindHarnessEvent(TypeOf(data)) is { } content)
        {
            Utf8JsonReader start = reader;
            Content = content.ReadInPlace(ref reader);
            if (Content is not null)
            {
                return;
            }

            reader = start;
        }

        reader.Skip();
    }

    private void ReadType(ref Utf8JsonReader reader)
    {
        Content = null;
        _unescapedType = null;
        if (reader.TokenType != JsonTokenType.String)
        {
            _typeLength = 0;
            HasOthers = true;
            reader.Skip();
            return;
        }

        _typeStart = (int)reader.TokenStartIndex + 1;
        _typeLength = reader.ValueSpan.Length;
        if (reader.ValueIsEscaped)
        {
            _unescapedType = Encoding.UTF8.GetBytes(JsonText.ReadString(ref reader));
        }
    }
}
