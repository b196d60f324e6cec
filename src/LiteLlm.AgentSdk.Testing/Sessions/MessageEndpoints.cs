using System.Text.Json;
using LiteLlm.AgentSdk.Testing.Harnesses;
using LiteLlm.AgentSdk.Testing.Http;
using LiteLlm.AgentSdk.Testing.Scripting;

namespace LiteLlm.AgentSdk.Testing.Sessions;

/// <summary><c>POST /sessions/{id}/message</c> and <c>POST /sessions/{id}/message_stream</c>.</summary>
internal sealed class MessageEndpoints(PlatformState platform)
{
    private static readonly TimeSpan SnapshotEvery = TimeSpan.FromSeconds(15);

    public void Map(RouteTable routes) => routes
        .Map("POST", SessionEndpoints.Root + "/{id}/message", exchange => WithMessageAsync(exchange, BlockingAsync))
        .Map("POST", SessionEndpoints.Root + "/{id}/message_stream", exchange => WithMessageAsync(exchange, StreamingAsync));

    /// <summary>
    /// Reads the parts of a message: <c>text</c> and <c>attachments</c>, else <c>parts</c>, else <c>text</c>; null if it has none of them.
    /// </summary>
    public static IReadOnlyList<InputPart>? ReadParts(JsonElement body, Issues issues)
    {
        if (body.ValueKind != JsonValueKind.Object)
        {
            issues.WrongType("object", body, []);
            return null;
        }

        string? text = issues.Text(body, "text");
        IReadOnlyList<InputPart>? parts = ReadPartsField(body, issues);
        IReadOnlyList<InputPart> attachments = AttachmentRules.Read(body, "attachments", issues);
        return attachments.Count > 0 ? [.. string.IsNullOrEmpty(text) ? [] : new[] { InputPart.OfText(text) }, .. attachments]
            : parts ?? (text is null ? null : [InputPart.OfText(text)]);
    }

    private static List<InputPart>? ReadPartsField(JsonElement body, Issues issues)
    {
        const string name = "parts";
        if (issues.Array(body, name) is not { } sent)
        {
            return null;
        }

        var parts = new List<InputPart>();
        foreach (JsonElement part in sent.EnumerateArray())
        {
            if (part.ValueKind != JsonValueKind.Object)
            {
                issues.WrongType("object", part, [name, parts.Count]);
            }

            parts.Add(new InputPart(part));
        }

        return parts;
    }

    private async Task WithMessageAsync(Exchange exchange, Func<Exchange, SessionState, IReadOnlyList<InputPart>, Task> send)
    {
        if (exchange.Json() is not { } body)
        {
            await exchange.InternalErrorAsync().ConfigureAwait(false);
            return;
        }

        var issues = new Issues();
        IReadOnlyList<InputPart>? parts = ReadParts(body, issues);
        if (issues.Any)
        {
            await exchange.IssuesAsync(issues).ConfigureAwait(false);
        }
        else if (platform.Sessions.Find(exchange["id"]) is not { TakesMessages: true } session)
        {
            await SessionEndpoints.NotReadyAsync(exchange).ConfigureAwait(false);
        }
        else if (parts is null)
        {
            await exchange.InternalErrorAsync().ConfigureAwait(false);
        }
        else
        {
            await send(exchange, session, parts).ConfigureAwait(false);
        }
    }

    /// <summary>Checks whether the session's harness refuses a message at once. A refused message is not in the thread.</summary>
    private static bool IsRefused(SessionState session, IReadOnlyList<InputPart> parts) =>
        session.Agent.IsOpenCode && !OpenCodeParts.AreSupported(parts);

    public static async Task BlockingAsync(Exchange exchange, SessionState session, IReadOnlyList<InputPart> parts)
    {
        if (session.Agent.SupportsTui)
        {
            await exchange.JsonAsync(200, """{"text":"this is a TUI harness; attach to its terminal to talk to it"}""")
                .ConfigureAwait(false);
            return;
        }

        if (IsRefused(session, parts))
        {
            await exchange.ErrorAsync(502, "harness request failed").ConfigureAwait(false);
            return;
        }

        var accepted = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Task<TurnReply> sent = session.SendAsync(parts, TurnOrigin.Message, input => WithFault(exchange, session, input) with
        {
            Accepted = _ => accepted.TrySetResult(),
        });
        try
        {
            await Task.WhenAny(sent, accepted.Task).WaitAsync(exchange.Gone).ConfigureAwait(false);
            exchange.ThrowIfFaultAfterEffect();
            TurnReply reply = await sent.WaitAsync(exchange.Gone).ConfigureAwait(false);
            await exchange.JsonAsync(200, reply.Json).ConfigureAwait(false);
        }
        catch (SandboxException)
        {
            await exchange.ErrorAsync(502, "harness request failed").ConfigureAwait(false);
        }
        finally
        {
            sent.IgnoreException();
        }
    }

    private async Task StreamingAsync(Exchange exchange, SessionState session, IReadOnlyList<InputPart> parts)
    {
        if (session is not { Status: "ready", Harness: { } harness })
        {
            await SessionEndpoints.NotReadyAsync(exchange).ConfigureAwait(false);
            return;
        }

        session.Touch(seen: true);
        using var stream = new EventStream(platform, exchange, harness, wrapped: true);
        if (harness.IsLost)
        {
            session.MarkUnreachable();
            await exchange.StartStreamAsync().ConfigureAwait(false);
            if (harness.IsForgotten)
            {
                // The harness runs and has events, but has lost the session.
                await stream.ReadyAsync().ConfigureAwait(false);
            }

            await stream.ErrorAsync(harness.IsForgotten ? "prompt_async failed" : "harness event stream failed").ConfigureAwait(false);
            return;
        }

        if (IsRefused(session, parts))
        {
            await exchange.StartStreamAsync().ConfigureAwait(false);
            await stream.ReadyAsync().ConfigureAwait(false);
            await stream.ErrorAsync("prompt_async failed").ConfigureAwait(false);
            return;
        }

        var accepted = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        TurnInput input = WithFault(exchange, session, new TurnInput(parts, TurnOrigin.Stream)) with
        {
            Accepted = _ => accepted.TrySetResult(),
        };
        Task<TurnReply> sent = Task.Run(() => session.SendUnstoredAsync(harness, input), CancellationToken.None);
        try
        {
            await Task.WhenAny(sent, accepted.Task).WaitAsync(exchange.Gone).ConfigureAwait(false);
            exchange.ThrowIfFaultAfterEffect();
            await exchange.StartStreamAsync().ConfigureAwait(false);
            await stream.ReadyAsync().ConfigureAwait(false);
            if (!accepted.Task.IsCompleted && !harness.IsLost)
            {
                await stream.ErrorAsync("prompt_async failed").ConfigureAwait(false);
                return;
            }

            await stream.ConnectedAsync().ConfigureAwait(false);
            stream.AtIdle = () => session.TakeSnapshot(harness);
            using ITimer snapshots = platform.Time.CreateTimer(_ => session.TakeSnapshot(harness), null, SnapshotEvery, SnapshotEvery);
            await stream.RunAsync(TimeSpan.FromMinutes(10), follow: false).ConfigureAwait(false);
        }
        catch (SandboxException broken)
        {
            if (broken.Lost && !harness.IsForgotten)
            {
                session.MarkUnreachable();
            }

            await stream.ErrorAsync("event stream interrupted").ConfigureAwait(false);
        }
        finally
        {
            sent.IgnoreException();
        }
    }

    private static TurnInput WithFault(Exchange exchange, SessionState session, TurnInput input) => exchange.Fault switch
    {
        { Kind: FaultKind.SandboxLost } fault => input with { EventsUntilTrouble = fault.After, Trouble = session.KillSandbox },
        { Kind: FaultKind.HarnessConnectionBroken } fault => input with
        {
            EventsUntilTrouble = fault.After,
            Trouble = () => session.Harness?.BreakConnection(),
        },
        { Kind: FaultKind.HarnessProcessLost } fault => input with
        {
            EventsUntilTrouble = fault.After,
            Trouble = () => session.Harness?.KillProcess(),
        },
        { Kind: FaultKind.MessageRefused } => input with { IsRefused = true },
        { Kind: FaultKind.ModelMissing } => input with { IsModelMissing = true },
        _ => input,
    };
}
