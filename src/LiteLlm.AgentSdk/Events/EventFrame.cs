namespace LiteLlm.AgentSdk;

/// <summary>
/// The JSON around an event's content. The four usual frames are shared objects, so that an event needs no memory for its frame.
/// </summary>
/// <param name="IsWrapped">Whether the event is the <c>event</c> member of a <c>harness_event</c>.</param>
/// <param name="HasProperties">Whether the content is in the member <c>properties</c>, not directly beside <c>type</c>.</param>
internal sealed record EventFrame(bool IsWrapped, bool HasProperties)
{
    public static EventFrame Bare { get; } = new(IsWrapped: false, HasProperties: true);

    public static EventFrame Flat { get; } = new(IsWrapped: false, HasProperties: false);

    public static EventFrame Wrapped { get; } = new(IsWrapped: true, HasProperties: true);

    public static EventFrame WrappedFlat { get; } = new(IsWrapped: true, HasProperties: false);

    public WireNumber<long> Sequence { get; init; }

    /// <summary>Gets the JSON of the members beside <c>type</c>, <c>id</c>, <c>seq</c> and <c>properties</c>, without braces.</summary>
    public byte[]? Members { get; init; }

    /// <summary>Gets the JSON of the wrapper's members beside <c>type</c> and <c>event</c>, without braces.</summary>
    public byte[]? WrapperMembers { get; init; }

    public static EventFrame Of(bool wrapped, bool properties) => (wrapped, properties) switch
    {
        (true, true) => Wrapped,
        (true, false) => WrappedFlat,
        (false, true) => Bare,
        _ => Flat,
    };
}
