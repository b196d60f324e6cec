using System.Globalization;
using System.Text;
using LiteLlm.AgentSdk.Cli.Commands.Talk;
using LiteLlm.AgentSdk.Cli.Naming;
using LiteLlm.AgentSdk.Cli.Output;
using LiteLlm.AgentSdk.Cli.Rendering;

namespace LiteLlm.AgentSdk.Cli.Chat;

/// <summary>The commands of the chat, which begin with a slash.</summary>
internal sealed class ChatCommands(
    AgentPlatformClient platform, Session session, ChatScreen screen, SkillLibrary skills, ChatTotals totals, ChatOptions options,
    Action<Action> runSuspended)
{
    private const int LargestClipboard = 74_994;

    private static readonly CommandHelp[] s_commands =
    [
        new("/help", "this list"),
        new("/quit", "leave; the session stays open"),
        new("/id", "the session's id"),
        new("/stream", "on or off: show replies while they are written, or when they are complete"),
        new("/retry", "send the last message again, as a new turn"),
        new("/tool", "the full output of the last tool; /tool 3: of the third one; also Ctrl-O"),
        new("/sessions", "the sessions of this agent that are alive"),
        new("/model", "the agent and its model"),
        new("/log", "what has happened in the session"),
        new("/copy", "copy the last reply to the clipboard, if the terminal allows it"),
        new("/export", "write the conversation to a file, such as /export notes.md"),
        new("/editor", "write the message in the editor of VISUAL or EDITOR; also Ctrl-G"),
        new("/new", "a new session with the same agent; this one stays open"),
        new("/clear", "clear the screen; the conversation stays"),
        new("/abort", "abort the running turn of the session"),
        new("/restart", "a new sandbox; the conversation is replayed to the model, which costs a turn"),
        new("/cost", "the tokens and cost of this chat"),
        new("/<skill>", "send that skill's content before the text"),
        new("@file", "send an image, or a file's text, with the message"),
    ];

    /// <summary>Gets or sets the last message.</summary>
    public SendOptions? LastMessage { get; set; }

    /// <summary>Gets or sets the last reply.</summary>
    public Reply? LastReply { get; set; }

    /// <summary>Gets a value indicating whether replies are shown while they are written.</summary>
    public bool IsStreamed { get; private set; } = true;

    public void Stream(bool isStreamed) => IsStreamed = isStreamed;

    /// <summary>Returns the completions of a line that begins with a slash.</summary>
    public async Task<IReadOnlyList<string>> CompleteAsync(string typed, CancellationToken cancellationToken)
    {
        if (!typed.StartsWith('/'))
        {
            return FileReferences.Complete(typed);
        }

        IReadOnlyList<string> names = await skills.NamesAsync(cancellationToken).ConfigureAwait(false);
        IEnumerable<string> commands = s_commands.Select(command => command.Name).Where(name => name[0] == '/' && name != "/<skill>");
        string[] all = [.. commands, "/stream on", "/stream off", .. names.Select(name => "/" + SafeText.Line(name))];
        string[] fitting =
            [.. all.Where(name =>
            name.StartsWith(typed,
            StringComparison.OrdinalIgnoreCase)).Distinct(StringComparer.OrdinalIgnoreCase).Order(StringComparer.OrdinalIgnoreCase)];

        // "/stream" needs an argument.
        return fitting.Length > 1 && typed.Length < "/stream".Length
            ? [.. fitting.Where(name => !name.StartsWith("/stream ", StringComparison.Ordinal))]
            : fitting;
    }

    /// <summary>Runs a line that begins with a slash.</summary>
    /// <returns>The next step of the chat.</returns>
    public async Task<ChatStep> RunAsync(string line, CancellationToken cancellationToken)
    {
        string command = line.Trim();
        switch (command.ToUpperInvariant())
        {
            case "/QUIT" or "/EXIT":
                return new ChatStep(IsOver: true);
            case "/HELP":
                Help();
                return ChatStep.Stay;
            case "/ID":
                screen.Line(session.Id);
                return ChatStep.Stay;
            case "/STREAM ON" or "/STREAM OFF" or "/STREAM":
                IsStreamed = command.Length == "/stream".Length ? IsStreamed : command.EndsWith('n') || command.EndsWith('N');
                screen.Line($"Streaming is {(IsStreamed ? "on" : "off")}.", TextStyle.Dim);
                return ChatStep.Stay;
            case "/RETRY":
                if (LastMessage is null)
                {
                    screen.Line("Nothing has been sent yet.", TextStyle.Dim);
                }

                return new ChatStep(LastMessage);
            case "/TOOL":
                ShowTool(number: null);
                return ChatStep.Stay;
            case "/CLEAR":
                screen.Control("\e[H\e[2J");
                return ChatStep.Stay;
            case "/SESSIONS":
                await SessionsAsync(cancellationToken).ConfigureAwait(false);
                return ChatStep.Stay;
            case "/MODEL":
                screen.Line(SessionOpener.Describe(await session.GetAgentAsync(cancellationToken).ConfigureAwait(false)));
                return ChatStep.Stay;
            case "/LOG":
                await LogAsync(cancellationToken).ConfigureAwait(false);
                return ChatStep.Stay;
            case "/COPY":
                Copy();
                return ChatStep.Stay;
            case "/NEW":
                return new ChatStep(Next: await OpenAsync(cancellationToken).ConfigureAwait(false));
            case { } editor when editor == "/EDITOR" || editor.StartsWith("/EDITOR ", StringComparison.Ordinal):
                return new ChatStep(Draft: ExternalEditor.Edit(command["/editor".Length..].TrimStart(), runSuspended));
            case { } export when export == "/EXPORT" || export.StartsWith("/EXPORT ", StringComparison.Ordinal):
                string file = await ConversationExport.WriteAsync(session, command["/export".Length..], cancellationToken)
                    .ConfigureAwait(false);
                screen.Line($"Written to {file}.", TextStyle.Dim);
                return ChatStep.Stay;
            case "/COST":
                screen.Line(totals.ToString());
                return ChatStep.Stay;
            case "/ABORT":
                await session.AbortAsync(cancellationToken).ConfigureAwait(false);
                screen.Line("If a turn was running in the session, it is aborted.", TextStyle.Dim);
                return ChatStep.Stay;
            case "/RESTART":
                await RestartAsync(cancellationToken).ConfigureAwait(false);
                return ChatStep.Stay;
            case { } tool when tool.StartsWith("/TOOL ", StringComparison.Ordinal)
                && int.TryParse(tool[6..], NumberStyles.None, CultureInfo.InvariantCulture, out int number):
                ShowTool(number);
                return ChatStep.Stay;
            default:
                string? text = await SkillAsync(command, cancellationToken).ConfigureAwait(false);
                return new ChatStep(text is null ? null : new SendOptions { Text = text });
        }
    }

    /// <summary>Shows the full output of a tool.</summary>
    /// <param name="number">The number of the tool in this chat, from 1; null for the last one.</param>
    public void ShowTool(int? number)
    {
        int index = (number ?? screen.Tools.Count) - 1;
        if (index < 0 || index >= screen.Tools.Count)
        {
            screen.Line(screen.Tools.Count == 0 ? "No tool has run in this chat yet."
                : $"There are {screen.Tools.Count} tools: /tool 1 is the first.", TextStyle.Dim);
            return;
        }

        ToolPart tool = screen.Tools[index];
        screen.Line(ToolSummary.DescribeCall(tool), TextStyle.Bold);
        screen.Line(tool.State.Error ?? tool.State.Output ?? "The tool has no output.");
    }

    private async Task SessionsAsync(CancellationToken cancellationToken)
    {
        SessionListOptions ofThisAgent = new() { AgentId = session.AgentId, Limit = SessionFinder.MaxListed };
        await foreach (Session other in platform.Sessions.ListAsync(ofThisAgent, cancellationToken).ConfigureAwait(false))
        {
            if (!Farewell.HasEnded(other))
            {
                string here = other.Id == session.Id ? " (this one)" : "";
                screen.Line($"{other.Id}  {other.Status}  {Times.Ago(other.LastSeenAt ?? other.CreatedAt)}{here}");
            }
        }
    }

    private async Task LogAsync(CancellationToken cancellationToken)
    {
        foreach (LogEntry entry in await session.GetLogAsync(cancellationToken).ConfigureAwait(false))
        {
            string detail = entry.Detail is { Length: > 0 } more ? $": {more}" : "";
            string line = SafeText.Line($"{Times.Ago(entry.At)}  {entry.Kind}  {entry.Title}{detail}");
            screen.Line(TextWidth.Cut(line, screen.Columns - 1));
        }
    }

    private void Copy()
    {
        if (LastReply is not { Text.Length: > 0 } reply)
        {
            screen.Line("There is no reply yet.", TextStyle.Dim);
            return;
        }

        // OSC 52, which also works over SSH. The size limit differs between terminals; this is the limit of the first ones.
        string text = Convert.ToBase64String(Encoding.UTF8.GetBytes(reply.Text));
        if (text.Length > LargestClipboard)
        {
            screen.Line("The reply is too long for the clipboard of a terminal: /export writes it to a file.", TextStyle.Notice);
            return;
        }

        screen.Control($"\e]52;c;{text}\a");
        screen.Line("Asked the terminal to copy the reply to the clipboard.", TextStyle.Dim);
    }

    private async Task<Session> OpenAsync(CancellationToken cancellationToken)
    {
        Agent agent = await session.GetAgentAsync(cancellationToken).ConfigureAwait(false);
        Session opened = await agent.CreateSessionAsync(
            options.New ?? new SessionCreateOptions { WaitUntilReady = false }, cancellationToken).ConfigureAwait(false);
        screen.Line($"Session {session.Id} stays open: lap --resume {session.Id}", TextStyle.Dim);
        screen.Line($"Session {opened.Id}", TextStyle.Dim);
        return opened;
    }

    private void Help()
    {
        int width = s_commands.Max(command => command.Name.Length) + 2;
        foreach (CommandHelp command in s_commands)
        {
            screen.Line([new(command.Name.PadRight(width), TextStyle.Bold), new(command.Help, TextStyle.None)]);
        }

        screen.Line("Alt-Enter or Ctrl-J begins a new line, Tab completes, Ctrl-R finds earlier messages, Ctrl-G opens the "
            + "editor, Esc or Ctrl-C aborts the turn, Ctrl-Z suspends, Ctrl-D leaves.", TextStyle.Dim);
    }

    private async Task RestartAsync(CancellationToken cancellationToken)
    {
        Spinner spinner = new();
        Task<Session> restart = session.RestartAsync(cancellationToken);
        using PeriodicTimer timer = new(Spinner.Pace);
        while (!restart.IsCompleted)
        {
            screen.Status(spinner.Text("restarting"));
            await Task.WhenAny(restart, timer.WaitForNextTickAsync(CancellationToken.None).AsTask()).ConfigureAwait(false);
        }

        screen.ClearStatus();
        await restart.ConfigureAwait(false);
        await StartupView.WaitAsync(session, screen, isQuiet: false, cancellationToken).ConfigureAwait(false);
        screen.Line($"Restarted after {Spinner.Show(spinner.Elapsed)}: a new sandbox, the same conversation.", TextStyle.Dim);
    }

    private async Task<string?> SkillAsync(string command, CancellationToken cancellationToken)
    {
        if (await skills.FindAsync(command[1..], cancellationToken).ConfigureAwait(false) is { } found)
        {
            screen.Line($"With the skill \"{SafeText.Line(found.Skill.Name)}\".", TextStyle.Dim);
            return SkillLibrary.Apply(found.Skill, found.Text);
        }

        string name = command.Split([' ', '\t', '\n'], 2)[0];
        screen.Line($"{name} is neither a command nor a skill of the library: /help lists them. To send a line that begins with "
            + "a slash, put a space before it.", TextStyle.Bad);
        return null;
    }

    private sealed record CommandHelp(string Name, string Help);
}
