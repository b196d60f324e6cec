using System.Runtime.InteropServices;

namespace LiteLlm.AgentSdk.Turns;

/// <summary>What a turn does next, with the arguments of the action.</summary>
/// <param name="Kind">The kind of action.</param>
/// <param name="For">The longest time to wait; used by <see cref="TurnActionKind.Wait"/>.</param>
/// <param name="Failure">Why the turn is given up; used by <see cref="TurnActionKind.Fail"/>.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct TurnAction(TurnActionKind Kind, TimeSpan For = default, TurnFailure Failure = default)
{
    public static readonly TurnAction OpenStream = new(TurnActionKind.OpenStream);
    public static readonly TurnAction ReadThread = new(TurnActionKind.ReadThread);
    public static readonly TurnAction CheckSession = new(TurnActionKind.CheckSession);
    public static readonly TurnAction ForgetEnd = new(TurnActionKind.ForgetEnd);
    public static readonly TurnAction DropStream = new(TurnActionKind.DropStream);
    public static readonly TurnAction AbandonCall = new(TurnActionKind.AbandonCall);
    public static readonly TurnAction Finish = new(TurnActionKind.Finish);

    public static TurnAction Wait(TimeSpan time) =>
        new(TurnActionKind.Wait, time > TimeSpan.Zero || time == Timeout.InfiniteTimeSpan ? time : TimeSpan.Zero);

    public static TurnAction Fail(TurnFailure failure) => new(TurnActionKind.Fail, default, failure);
}
