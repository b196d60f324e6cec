using System.Text.Json;

namespace LiteLlm.AgentSdk;

/// <summary>Reads the content of the events of one type.</summary>
internal abstract class EventContentReader
{
    /// <summary>Reads a content that stands by itself: a JSON object, or nothing at all.</summary>
    public abstract SessionEvent? Read(ReadOnlySpan<byte> content);

    /// <summary>
    /// Reads the object that the reader stands on, to its end, so that the bytes of a frame are looked at once. Null when that can't be
    /// done: then the reader is anywhere, and
    /// <see cref="Read"/> says what the content is.
    /// </summary>
    public abstract SessionEvent? ReadInPlace(ref Utf8JsonReader reader);
}
