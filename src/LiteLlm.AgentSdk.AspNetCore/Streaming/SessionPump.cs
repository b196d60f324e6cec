using LiteLlm.AgentSdk.AspNetCore.Problems;
using Microsoft.AspNetCore.Http;

namespace LiteLlm.AgentSdk.AspNetCore.Streaming;

/// <summary>Streams a session's events as the platform sends them.</summary>
internal sealed class SessionPump(HttpContext context, StreamResultOptions options) : StreamPump<SessionEvent>(context, options)
{
    protected override void Write(SessionEvent item) => Writer.WriteText([], item.ToJson());

    protected override void End() => Writer.Write(TurnJson.Completed);

    protected override void Fail(AgentProblem problem) => Writer.Write(AgentProblem.EventName, problem.WriteMembers);

    /// <summary>Writes nothing, because an EventSource reconnects automatically.</summary>
    protected override void WriteStopping()
    {
    }

    protected override Task OnDisconnectedAsync() => Task.CompletedTask;
}
