using LiteLlm.AgentSdk.Cli.Rendering;

namespace LiteLlm.AgentSdk.Cli.Chat;

/// <summary>What can be typed at the prompt instead of a message.</summary>
internal sealed class ChatCommands(Session session, ChatScreen screen, SkillLibrary skills, ChatTotals totals)
{
    private static readonly (string Name, string Help)[] s_commands =
    [
        ("/help", "this list"),
        ("/quit", "leave; the session lives on"),
        ("/id", "the session's id"),
        ("/stream", "on or off: show replies as they are written, or when they are whole"),
        ("/abort", "abort the turn that runs in the session"),
        ("/restart", "a new sandbox; the conversation is replayed to the model, which costs a turn"),
        ("/cost", "what this chat has used"),
        ("/<skill>", "send that skill's content ahead of what follows"),
    ];

    /// <summary>Whether replies are shown as they are written.</summary>
    public bool IsStreamed { get; private set; } = true;

    public void Stream(bool isStreamed) => IsStreamed = isStreamed;

    /// <summary>What a line that begins with a slash may be completed to.</summary>
    public async Task<IReadOnlyList<string>> CompleteAsync(string typed, CancellationToken cancellationToken)
    {
        if (!typed.StartsWith('/'))
        {
            return [];
        }

        IReadOnlyList<string> names = await skills.NamesAsync(cancellationToken).ConfigureAwait(false);
        string[] all = [.. s_commands.Select(command => command.Name).Where(name => name != "/<skill>"), "/stream on", "/stream off", .. names.Select(name => "/" + SafeText.Line(name))];
        string[] fitting = [.. all.Where(name => name.StartsWith(typed, StringComparison.OrdinalIgnoreCase)).Distinct(StringComparer.OrdinalIgnoreCase).Order(StringComparer.OrdinalIgnoreCase)];

        // "/stream" by itself says too little.
        return fitting.Length > 1 && typed.Length < "/stream".Length ? [.. fitting.Where(name => !name.StartsWith("/stream ", StringComparison.Ordinal))] : fitting;
    }

    /// <summary>Runs a line that begins with a slash.</summary>
    /// <returns>The message that it is to be sent as; null when there is none. And whether the chat is over.</returns>
    public async Task<(string? Message, bool IsOver)> RunAsync(string line, CancellationToken cancellationToken)
    {
        string command = line.Trim();
        switch (command.ToUpperInvariant())
        {
            case "/QUIT" or "/EXIT":
                return (null, true);
            case "/HELP":
                Help();
                return default;
            case "/ID":
                screen.Line(session.Id);
                return default;
            case "/STREAM ON" or "/STREAM OFF" or "/STREAM":
                IsStreamed = command.Length == "/stream".Length ? IsStreamed : command.EndsWith('n') || command.EndsWith('N');
                screen.Line($"Streaming is {(IsStreamed ? "on" : "off")}.", TextStyle.Dim);
                return default;
            case "/COST":
                screen.Line(totals.ToString());
                return default;
            case "/ABORT":
                await session.AbortAsync(cancellationToken).ConfigureAwait(false);
                screen.Line("Whatever turn ran in the session is aborted.", TextStyle.Dim);
                return default;
            case "/RESTART":
                await RestartAsync(cancellationToken).ConfigureAwait(false);
                return default;
            default:
                return (await SkillAsync(command, cancellationToken).ConfigureAwait(false), false);
        }
    }

    private void Help()
    {
        int width = s_commands.Max(command => command.Name.Length) + 2;
        foreach ((string name, string help) in s_commands)
        {
            screen.Line([new(name.PadRight(width), TextStyle.Bold), new(help, TextStyle.None)]);
        }

        screen.Line("Alt-Enter or Ctrl-J begins a new line, Tab completes, Ctrl-C aborts the turn, Ctrl-D leaves.", TextStyle.Dim);
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

        screen.Settle();
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
        screen.Line($"{name} is neither a command nor a skill of the library: /help lists them. To send a line that begins with a slash, put a blank in front of it.", TextStyle.Bad);
        return null;
    }
}
