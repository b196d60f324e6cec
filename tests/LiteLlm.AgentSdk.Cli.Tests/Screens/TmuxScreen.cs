using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Threading.Channels;
using Xunit.Sdk;

namespace LiteLlm.AgentSdk.Cli.Tests.Screens;

/// <summary>
/// A terminal with a readable screen: a separate tmux server, driven through one control-mode client. tmux notifies this client of all
/// output
/// of the terminal's program, so waiting for a screen means waiting for the next output, never for time.
/// </summary>
internal sealed class TmuxScreen : IAsyncDisposable
{
    /// <summary>Longer than anything takes that is waited for, also on a machine that does much else.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly string _folder;
    private readonly Process _client;
    private readonly Queue<TaskCompletionSource<string>> _answers = new();
    private readonly object _lock = new();
    private readonly Channel<bool> _changes =
        Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly Task _reading;

    private TmuxScreen(string folder, Process client, TaskCompletionSource<string> started)
    {
        _folder = folder;
        _client = client;
        _answers.Enqueue(started);
        _reading = ReadAsync();
    }

    private string Socket => Path.Combine(_folder, "tmux");

    /// <summary>Gets a folder that is deleted with the screen.</summary>
    public string Folder => _folder;

    /// <summary>Starts a shell in a terminal.</summary>
    public static async Task<TmuxScreen> StartAsync(int columns = 80, int rows = 24, params (string Name, string Value)[] environment)
    {
        string folder = Directory.CreateTempSubdirectory("lap-screen-").FullName;
        ProcessStartInfo start = new("tmux")
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = new UTF8Encoding(false),
            StandardOutputEncoding = Encoding.UTF8,
        };
        string[] arguments =
            ["-S", Path.Combine(folder, "tmux"), "-f", "/dev/null", "-u", "-C", "new-session", "-x", Text(columns), "-y", Text(rows),
            "exec sh"];
        Array.ForEach(arguments, start.ArgumentList.Add);
        start.Environment.Remove("TMUX");
        start.Environment.Remove("NO_COLOR");

        // A prompt that differs from the prompts of the tested programs. "$" is also the prompt of the remote shell.
        string profile = Path.Combine(folder, "profile");
        await File.WriteAllTextAsync(profile, "PS1='here: '\n");
        start.Environment["ENV"] = profile;
        start.Environment["LC_ALL"] = "C.UTF-8";
        foreach ((string name, string value) in environment)
        {
            start.Environment[name] = value;
        }

        TaskCompletionSource<string> started = new(TaskCreationOptions.RunContinuationsAsynchronously);
        TmuxScreen screen = new(folder, Process.Start(start)!, started);
        try
        {
            await started.Task.WaitAsync(Patience);
            await screen.ResizeAsync(columns, rows);
            await screen.WaitForAsync("here:");
            return screen;
        }
        catch
        {
            await screen.DisposeAsync();
            throw;
        }
    }

    /// <summary>Types text, and the Enter key after it.</summary>
    public async Task EnterAsync(string text)
    {
        await TypeAsync(text);
        await TypeAsync("\r");
    }

    /// <summary>Types text as a keyboard sends it, byte by byte.</summary>
    public Task TypeAsync(string text) =>
        CommandAsync("send-keys -H "
            + string.Join(' ', Encoding.UTF8.GetBytes(text).Select(one => one.ToString("x2", CultureInfo.InvariantCulture))));

    /// <summary>Pastes text as terminals do: between marks if the program has requested them.</summary>
    public async Task PasteAsync(string text)
    {
        string file = Path.Combine(_folder, "paste");
        await File.WriteAllTextAsync(file, text);
        await CommandAsync($"load-buffer '{file}'");
        await CommandAsync("paste-buffer -p");
    }

    public Task ResizeAsync(int columns, int rows) => CommandAsync($"refresh-client -C {Text(columns)}x{Text(rows)}");

    /// <summary>Reads the screen, without blanks at the ends of lines and empty lines at the end.</summary>
    public async Task<string> CaptureAsync(bool withColours = false) =>
        (await CommandAsync(withColours ? "capture-pane -p -e" : "capture-pane -p")).TrimEnd('\n', ' ');

    /// <summary>Reads the screen and the lines above it.</summary>
    public async Task<string> CaptureAllAsync() => (await CommandAsync("capture-pane -p -J -S -")).TrimEnd('\n', ' ');

    /// <summary>Reads the title that the program has set.</summary>
    public Task<string> TitleAsync() => CommandAsync("display-message -p '#{pane_title}'");

    /// <summary>Reads the modes that a program may have left enabled.</summary>
    public Task<string> ModesAsync() =>
        CommandAsync("display-message -p '#{keypad_cursor_flag} #{keypad_flag} #{mouse_any_flag} #{cursor_flag} #{insert_flag} "
            + "#{wrap_flag} #{alternate_on}'");

    public Task<string> WaitForAsync(string text, bool withColours = false) =>
        WaitForAsync(screen => screen.Contains(text, StringComparison.Ordinal), text, withColours);

    /// <summary>Waits until the screen meets a condition, which is checked after every output of the program.</summary>
    public Task<string> WaitForAsync(Func<string, bool> isThere, string what, bool withColours = false) =>
        WaitForAsync(() => CaptureAsync(withColours), isThere, what);

    /// <summary>Waits until the cursor is in this column and row, counted from 0. Programs place the cursor last.</summary>
    public Task WaitForCursorAsync(int column, int row) =>
        WaitForAsync(() => CommandAsync("display-message -p '#{cursor_x},#{cursor_y}'"), at => at.Trim() == $"{Text(column)},{Text(row)}",
            $"the cursor at {Text(column)},{Text(row)}");

    /// <summary>Waits for <c>tmux wait-for -S name</c>, which a script in the terminal runs as a signal.</summary>
    public Task WaitForSignalAsync(string name) => Shell.RunAsync($"tmux -S '{Socket}' wait-for {name}");

    /// <summary>Returns the shell command that completes <see cref="WaitForSignalAsync"/>.</summary>
    public string Signal(string name) => $"tmux -S '{Socket}' wait-for -S {name}";

    public async ValueTask DisposeAsync()
    {
        try
        {
            await CommandAsync("kill-server");
        }
        catch (Exception e) when (e is IOException or XunitException or ObjectDisposedException)
        {
            // The server has already exited.
        }

        await _reading.WaitAsync(Patience);
        await _client.WaitForExitAsync().WaitAsync(Patience);
        _client.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task<string> WaitForAsync(Func<Task<string>> look, Func<string, bool> isThere, string what)
    {
        using CancellationTokenSource limit = new(Patience);
        while (true)
        {
            string seen = await look();
            if (isThere(seen))
            {
                return seen;
            }

            try
            {
                await _changes.Reader.ReadAsync(limit.Token);
            }
            catch (Exception e) when (e is OperationCanceledException or ChannelClosedException)
            {
                throw new XunitException($"The screen never showed: {what}\n--- it shows:\n{seen}\n---", e);
            }
        }
    }

    private async Task<string> CommandAsync(string command)
    {
        TaskCompletionSource<string> answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_lock)
        {
            _answers.Enqueue(answer);
            _client.StandardInput.Write(command + "\n");
            _client.StandardInput.Flush();
        }

        return await answer.Task.WaitAsync(Patience);
    }

    /// <summary>
    /// Answers are enclosed in <c>%begin</c> and <c>%end</c>. Every other line that begins with <c>%</c> is a notification.
    /// </summary>
    private async Task ReadAsync()
    {
        StringBuilder? block = null;
        while (await _client.StandardOutput.ReadLineAsync() is { } line)
        {
            if (block is null && line.StartsWith("%begin ", StringComparison.Ordinal))
            {
                // The answer to a command is not a change. Otherwise every check of the screen would cause the next check, and take CPU
                // time from the programs that draw it.
                block = new StringBuilder();
            }
            else if (block is null)
            {
                _changes.Writer.TryWrite(true);
            }
            else if (line.StartsWith("%end ", StringComparison.Ordinal) || line.StartsWith("%error ", StringComparison.Ordinal))
            {
                Answer(block.ToString(), isError: line[1] == 'e' && line[2] == 'r');
                block = null;
            }
            else
            {
                block.Append(line.TrimEnd()).Append('\n');
            }
        }

        _changes.Writer.TryComplete();
        while (Next() is { } left)
        {
            left.TrySetResult("");
        }
    }

    private void Answer(string text, bool isError)
    {
        TaskCompletionSource<string>? answer = Next();
        if (isError)
        {
            answer?.TrySetException(new XunitException($"tmux: {text}"));
        }
        else
        {
            answer?.TrySetResult(text);
        }
    }

    private TaskCompletionSource<string>? Next()
    {
        lock (_lock)
        {
            return _answers.TryDequeue(out TaskCompletionSource<string>? answer) ? answer : null;
        }
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
