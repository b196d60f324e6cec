using System.Text.Json;

namespace LiteLlm.AgentSdk;

/// <summary>Reads the content of the events of one type.</summary>
internal abstract class EventContentReader
{
    /// <summary>Reads the content from bytes that contain one JSON object, or nothing.</summary>
    public abstract SessionEvent? Read(ReadOnlySpan<byte> content);

    /// <summary>
    /// Reads the object at the reader's position to its end, so that the bytes of a frame are read only once. If the result is null, the
    /// reader's position is undefined, and <see cref="Read"/> has to read the content.
    /// </summary>
    public abstract SessionEvent? ReadInPlace(ref Utf8JsonReader reader);
}
