using System.Net;
using FluentAssertions;
using LiteLlm.AgentSdk.Tests.Stubs;
using LiteLlm.AgentSdk.Turns;
using static LiteLlm.AgentSdk.Tests.Turns.State.Written;

namespace LiteLlm.AgentSdk.Tests.Turns.Loop;

/// <summary>What a turn knows when it is given up.</summary>
internal static class GivenUp
{
    /// <summary>How the message of a <see cref="SendOutcomeUnknownException"/> with <see cref="Cause"/> ends.</summary>
    public const string AskBeforeResend =
        " Look at the session's messages before you send it again: sending it again may run, and bill, the turn twice. "
            + "The cable was pulled.";

    public static readonly HealingOptions Limits = new() { OutcomeTimeout = TimeSpan.FromMinutes(7), MaxAttempts = 4 };

    public static readonly AgentPlatformException Cause =
        new("The cable was pulled.") { StatusCode = HttpStatusCode.GatewayTimeout, ErrorMessage = "no route", IsTransient = true };

    /// <summary>Gets the time at which turns are given up.</summary>
    public static readonly DateTimeOffset Now = new ManualTimeProvider().GetUtcNow();

    /// <summary>Creates the exceptions of a turn. If there is no state, its message has not been seen.</summary>
    public static TurnExceptions Words(TurnState? state = null, SessionProbe? probe = null, TurnCall? call = null, int silence = 0) => new(
        "s1",
        state ?? new TurnState(new SentMessage(["hi"], 0, null)),
        probe ?? new SessionProbe(FakePlatform.Silent().Connect(), "s1"),
        call,
        new ManualTimeProvider(),
        () => TimeSpan.FromSeconds(silence));

    /// <summary>A turn of opencode that has been seen, with the beginning of its answer.</summary>
    public static TurnState Seen()
    {
        TurnState state = new(new SentMessage(["hi"], 0, null));
        SessionEvent[] events = [.. Events(Prompted("u", "hi")), Updated(Replied("a", "u", null)), Delta("a", "p", "Hel")];
        Array.ForEach(events, state.Apply);
        return state;
    }

    /// <summary>Requests a session with this status.</summary>
    public static async Task<SessionProbe> ProbeAsync(string status, string? reason)
    {
        string more = reason is null ? "" : $",\"failure_reason\":\"{reason}\"";
        using FakePlatform platform = FakePlatform.Answering($$"""{"id":"s1","agent_id":"a1","status":"{{status}}"{{more}}}""");
        SessionProbe probe = new(platform.Connect(), "s1");
        await probe.GetSessionAsync(null, default);
        return probe;
    }

    /// <summary>Sends a message that the sandbox refuses.</summary>
    public static async Task<TurnCall> RefusedAsync()
    {
        using FakePlatform platform = FakePlatform.Answering("""{"error":"harness request failed"}""", HttpStatusCode.BadGateway);
        SendOptions options = new() { Text = "hi" };
        TurnCall call = new(
            platform.Connect(o => o.Healing.Enabled = true), "s1", SendBody.Of(options, null, false), options, isBlocking: true);
        await call.SendAsync(default);
        call.State.Should().Be(CallState.Refused);
        return call;
    }
}
