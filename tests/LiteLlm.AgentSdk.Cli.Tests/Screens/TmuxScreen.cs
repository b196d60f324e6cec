using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Threading.Channels;
using Xunit.Sdk;

namespace LiteLlm.AgentSdk.Cli.Tests.Screens;

/// <summary>
/// A terminal with a screen that can be read: a tmux server of its own, driven through one control-mode client. That client is told of
/// everything that the terminal's program writes, so waiting for a screen is waiting for the next of those, never for time to pass.
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

    /// <summary>A folder that goes when this does.</summary>
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

        // A prompt that no prompt of the programs that are tried can be taken for: "$" is the remote shell's, too.
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

    /// <summary>Types text: what a keyboard would send, byte by byte.</summary>
    public Task TypeAsync(string text) =>
        CommandAsync("send-keys -H "
            + string.Join(' ', Encoding.UTF8.GetBytes(text).Select(one => one.ToString("x2", CultureInfo.InvariantCulture))));

    /// <summary>Pastes text, as terminals do: between marks, if the program has asked for them.</summary>
    public async Task PasteAsync(string text)
    {
        string file = Path.Combine(_folder, "paste");
        await File.WriteAllTextAsync(file, text);
        await CommandAsync($"load-buffer '{file}'");
        await CommandAsync("paste-buffer -p");
    }

    public Task ResizeAsync(int columns, int rows) => CommandAsync($"refresh-client -C {Text(columns)}x{Text(rows)}");

    /// <summary>What is on the screen, without blanks at the ends of lines and empty lines at the end.</summary>
    public async Task<string> CaptureAsync(bool withColours = false) =>
        (await CommandAsync(withColours ? "capture-pane -p -e" : "capture-pane -p")).TrimEnd('\n', ' ');

    /// <summary>What is on the screen and above it.</summary>
    public async Task<string> CaptureAllAsync() => (await CommandAsync("capture-pane -p -J -S -")).TrimEnd('\n', ' ');

    /// <summary>The title that the terminal's program has given it.</summary>
    public Task<string> TitleAsync() => CommandAsync("display-message -p '#{pane_title}'");

    /// <summary>The modes that a program can turn on and leave behind.</summary>
    public Task<string> ModesAsync() =>
        CommandAsync("display-message -p '#{keypad_cursor_flag} #{keypad_flag} #{mouse_any_flag} #{cursor_flag} #{insert_flag} "
            + "#{wrap_flag} #{alternate_on}'");

    public Task<string> WaitForAsync(string text, bool withColours = false) =>
        WaitForAsync(screen => screen.Contains(text, StringComparison.Ordinal), text, withColours);

    /// <summary>Waits until the screen is as it should be, looking whenever the program has written something.</summary>
    public Task<string> WaitForAsync(Func<string, bool> isThere, string what, bool withColours = false) =>
        WaitForAsync(() => CaptureAsync(withColours), isThere, what);

    /// <summary>Waits until the cursor is in this column and row, counted from 0: programs put it there when all else is drawn.</summary>
    public Task WaitForCursorAsync(int column, int row) =>
        WaitForAsync(() => CommandAsync("display-message -p '#{cursor_x},#{cursor_y}'"), at => at.Trim() == $"{Text(column)},{Text(row)}",
            $"the cursor at {Text(column)},{Text(row)}");

    /// <summary>Waits for <c>tmux wait-for -S name</c>, which a script in the terminal runs when it has come so far.</summary>
    public Task WaitForSignalAsync(string name) => Shell.RunAsync($"tmux -S '{Socket}' wait-for {name}");

    /// <summary>The command for the terminal's shell that wakes <see cref="WaitForSignalAsync"/>.</summary>
    public string Signal(string name) => $"tmux -S '{Socket}' wait-for -S {name}";

    public async ValueTask DisposeAsync()
    {
        try
        {
            await CommandAsync("kill-server");
        }
        catch (Exception e) when (e is IOException or XunitException or ObjectDisposedException)
        {
            // It is gone already.
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
    /// Answers stand between <c>%begin</c> and <c>%end</c>; every other line that begins with <c>%</c> tells of something that has
    /// happened.
    /// </summary>
    private async Task ReadAsync()
    {
        StringBuilder? block = null;
        while (await _client.StandardOutput.ReadLineAsync() is { } line)
        {
            if (block is null && line.StartsWith("%begin ", StringComparison.Ordinal))
            {
                // The answer to a question is not a change: who looks at the screen would look again and again, and keep the processors
                // from those who are to draw it.
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
