using System.Runtime.InteropServices;

namespace LiteLlm.AgentSdk.Turns;

/// <summary>An action and what it needs.</summary>
/// <param name="Kind">What to do.</param>
/// <param name="For">How long to wait at most.</param>
/// <param name="Failure">Why the turn is given up.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct TurnAction(TurnActionKind Kind, TimeSpan For = default, TurnFailure Failure = default)
{
    public static readonly TurnAction OpenStream = new(TurnActionKind.OpenStream);
    public static readonly TurnAction ReadThread = new(TurnActionKind.ReadThread);
    public static readonly TurnAction AskSession = new(TurnActionKind.AskSession);
    public static readonly TurnAction ForgetEnd = new(TurnActionKind.ForgetEnd);
    public static readonly TurnAction DropStream = new(TurnActionKind.DropStream);
    public static readonly TurnAction AbandonCall = new(TurnActionKind.AbandonCall);
    public static readonly TurnAction Finish = new(TurnActionKind.Finish);

    public static TurnAction Wait(TimeSpan time) =>
        new(TurnActionKind.Wait, time > TimeSpan.Zero || time == Timeout.InfiniteTimeSpan ? time : TimeSpan.Zero);

    public static TurnAction Fail(TurnFailure failure) => new(TurnActionKind.Fail, default, failure);
}
