using System.Numerics;
using LiteLlm.AgentSdk;

namespace WebChat;

/// <summary>A session's messages as the page shows them: turns, each with a question and its answer.</summary>
/// <param name="Turns">The turns, oldest first.</param>
public sealed record ChatThread(IReadOnlyList<ChatTurn> Turns)
{
    /// <summary>Creates it from the SDK's messages.</summary>
    /// <param name="messages">The messages.</param>
    /// <param name="isLive">Returns true if this application runs the turn of a message; otherwise, false.</param>
    public static ChatThread Of(IReadOnlyList<Message> messages, Func<string, bool> isLive)
    {
        List<Message> shown = [.. messages.Where(m => !m.IsPending)];
        List<ChatTurn> turns = [];
        foreach (Message question in shown.Where(m => m.Info.Role == MessageRole.User))
        {
            List<Message> answers = [.. shown.Where(m => m.Info.Role == MessageRole.Assistant && Answers(m.Info, question.Info))];
            MessageInfo? last = answers.LastOrDefault()?.Info;
            bool ended = last is not null && (last.Error is not null || (last.Time?.Completed is not null && last.Finish != "tool-calls"));

            // Only the last turn can still run. Earlier questions without an answer will never get one.
            bool live = isLive(question.Info.Id);
            bool running = live || (!ended && question == shown.Last(m => m.Info.Role == MessageRole.User));
            turns.Add(new ChatTurn(question.Info.Id, question.OwnText, running, live,
                last?.Error is { } error ? error.Message ?? error.Name : null, last?.Error?.IsAbort ?? false,
                [.. answers.SelectMany(ChatPart.Of)], last?.ModelId, Sum(answers, info => info.Tokens?.Input),
                Sum(answers, info => info.Tokens?.Output), Sum(answers, info => info.Cost)));
        }

        return new ChatThread(turns);
    }

    private static T? Sum<T>(List<Message> answers, Func<MessageInfo, T?> value)
        where T : struct, INumber<T> =>
        answers.Select(answer => value(answer.Info)).Aggregate((T?)null, (sum, next) => next is null ? sum : (sum ?? T.Zero) + next);

    /// <summary>An answer of opencode names its question. An answer of the Claude harness has the creation time of its question.</summary>
    private static bool Answers(MessageInfo answer, MessageInfo question) =>
        answer.ParentId is { } parent ? parent == question.Id : answer.Time?.Created == question.Time?.Created;
}
