using System.Globalization;
using LiteLlm.AgentSdk.Cli.Rendering;

namespace LiteLlm.AgentSdk.Cli.Chat;

/// <summary>The messages of a session before it was resumed.</summary>
internal sealed class EarlierTurns
{
    private const int MostShown = 5;

    private readonly List<List<Message>> _turns = [];

    private EarlierTurns()
    {
    }

    /// <summary>Gets the id of the message whose turn still runs; null if there is none.</summary>
    public string? Running
    {
        get
        {
            if (_turns is not [.., var last] || last[0].Info.Role != MessageRole.User)
            {
                return null;
            }

            // A reply with tool calls is not the last one of its turn.
            MessageInfo end = last[^1].Info;
            bool isOver = end.Role != MessageRole.User
                && (end.Error is not null || (end.Time?.Completed is not null && end.Finish != "tool-calls"));
            return isOver ? null : last[0].Info.Id;
        }
    }

    /// <summary>
    /// Gets a value indicating whether no other turn runs: all earlier messages have a reply, or are too old to get one.
    /// </summary>
    public bool IsAlone => _turns.Count < 2 || _turns[^2].Exists(message => message.Info.Role != MessageRole.User);

    /// <summary>Checks whether a message is older than the running turn, and not part of its reply.</summary>
    public bool Contains(string messageId) => _turns.Exists(turn => turn.Exists(message =>
        message.Info.Id == messageId && (turn != _turns[^1] || message.Info.Role == MessageRole.User)));

    /// <exception cref="AgentPlatformException">The messages can't be read.</exception>
    public static async Task<EarlierTurns> ReadAsync(Session session, CancellationToken cancellationToken)
    {
        EarlierTurns turns = new();
        foreach (Message message in await session.GetMessagesAsync(cancellationToken).ConfigureAwait(false))
        {
            if (message.IsPending)
            {
                continue;
            }

            if (turns._turns.Count == 0 || message.Info.Role == MessageRole.User)
            {
                turns._turns.Add([]);
            }

            turns._turns[^1].Add(message);
        }

        return turns;
    }

    /// <summary>Shows the last turns. For a running turn, shows only the user's message, because its reply will be streamed.</summary>
    public void Show(ChatScreen screen, string sessionId)
    {
        int hidden = Math.Max(0, _turns.Count - MostShown);
        if (hidden > 0)
        {
            screen.Line(string.Create(CultureInfo.InvariantCulture,
                $"{hidden} earlier {(hidden == 1 ? "turn" : "turns")}: lap sessions messages {sessionId}"), TextStyle.Dim);
        }

        for (int i = hidden; i < _turns.Count; i++)
        {
            bool isRunning = i == _turns.Count - 1 && Running is not null;
            foreach (Message message in _turns[i])
            {
                if (message.Info.Role == MessageRole.User)
                {
                    ShowQuestion(message, screen);
                }
                else if (!isRunning)
                {
                    new TurnView(screen).ShowWhole(message.Parts, message.Info.Error);
                }
            }

            if (!isRunning)
            {
                screen.EmptyLine();
            }
        }
    }

    private static void ShowQuestion(Message message, ChatScreen screen)
    {
        // The platform's own texts are not shown.
        if (message.OwnText.Trim() is { Length: > 0 } text)
        {
            screen.Line("> " + text, TextStyle.Bold);
        }
    }
}
