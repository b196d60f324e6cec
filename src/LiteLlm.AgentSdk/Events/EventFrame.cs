namespace LiteLlm.AgentSdk;

/// <summary>What is around an event's content. The four usual frames are shared, so that an event costs nothing for it.</summary>
/// <param name="IsWrapped">It came as the <c>event</c> of a <c>harness_event</c>.</param>
/// <param name="HasProperties">Its content is the object <c>properties</c>; otherwise the content's members stand beside the type.</param>
internal sealed record EventFrame(bool IsWrapped, bool HasProperties)
{
    public static EventFrame Bare { get; } = new(IsWrapped: false, HasProperties: true);

    public static EventFrame Flat { get; } = new(IsWrapped: false, HasProperties: false);

    public static EventFrame Wrapped { get; } = new(IsWrapped: true, HasProperties: true);

    public static EventFrame WrappedFlat { get; } = new(IsWrapped: true, HasProperties: false);

    public WireNumber<long> Sequence { get; init; }

    /// <summary>Gets members beside <c>type</c>, <c>id</c>, <c>seq</c> and <c>properties</c>, as they stood between the braces.</summary>
    public byte[]? Members { get; init; }

    /// <summary>Gets members of the wrapper beside <c>type</c> and <c>event</c>, as they stood between the braces.</summary>
    public byte[]? WrapperMembers { get; init; }

    public static EventFrame Of(bool wrapped, bool properties) => (wrapped, properties) switch
    {
        (true, true) => Wrapped,
        (true, false) => WrappedFlat,
        (false, true) => Bare,
        _ => Flat,
    };
}
