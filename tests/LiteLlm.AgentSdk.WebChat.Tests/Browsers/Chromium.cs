using System.Diagnostics;
using System.Net.WebSockets;

namespace LiteLlm.AgentSdk.WebChat.Tests.Browsers;

/// <summary>A headless Chromium with its own profile, which is deleted with it.</summary>
public sealed class Chromium : IAsyncLifetime
{
    public const string PathVariable = "CHROMIUM";

    /// <summary>Longer than any wait takes, even on a busy machine.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private const string Listening = "DevTools listening on ";

    private static readonly string[] s_names =
        ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge"];
    private static readonly string[] s_places =
    [
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
        "/Applications/Chromium.app/Contents/MacOS/Chromium",
        @"C:\Program Files\Google\Chrome\Application\chrome.exe",
        @"C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe",
    ];

    private readonly string _profile = Directory.CreateTempSubdirectory("webchat-browser-").FullName;
    private Process? _process;
    private DevTools? _tools;

    public static string? Find()
    {
        if (Environment.GetEnvironmentVariable(PathVariable) is { Length: > 0 } named)
        {
            return named;
        }

        string[] folders =
            (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        string suffix = OperatingSystem.IsWindows() ? ".exe" : "";
        return s_names.SelectMany(name =>
            folders.Select(folder => Path.Combine(folder, name + suffix))).Concat(s_places).FirstOrDefault(File.Exists);
    }

    public async Task InitializeAsync()
    {
        if (Find() is not { } path)
        {
            if (Environment.GetEnvironmentVariable(BrowserFactAttribute.Variable) == "required")
            {
                throw new InvalidOperationException(
                    $"{BrowserFactAttribute.Variable}=required, and there is no Chromium on the PATH nor in {PathVariable}.");
            }

            // The tests that need it are skipped.
            return;
        }

        ProcessStartInfo start = new(path) { RedirectStandardError = true, UseShellExecute = false };
        foreach (string argument in Arguments())
        {
            start.ArgumentList.Add(argument);
        }

        _process = Process.Start(start)!;
        TaskCompletionSource<Uri> listening = new(TaskCreationOptions.RunContinuationsAsynchronously);
        List<string> said = [];
        _process.ErrorDataReceived += (_, line) =>
        {
            if (line.Data is null)
            {
                listening.TrySetException(new InvalidOperationException("Chromium has ended: " + string.Join('\n', said)));
                return;
            }

            said.Add(line.Data);
            if (line.Data.StartsWith(Listening, StringComparison.Ordinal))
            {
                listening.TrySetResult(new Uri(line.Data[Listening.Length..]));
            }
        };
        _process.BeginErrorReadLine();
        _tools = await DevTools.ConnectAsync(await listening.Task.WaitAsync(Patience));
    }

    /// <summary>Opens a page in its own window, since the browser draws no frames for a hidden page.</summary>
    public Task<BrowserPage> OpenAsync(Uri address) => BrowserPage.OpenAsync(_tools!, address);

    public async Task DisposeAsync()
    {
        if (_tools is not null)
        {
            try
            {
                await _tools.CallAsync("Browser.close");
            }
            catch (Exception e) when (e is WebSocketException or InvalidOperationException)
            {
                // The browser may exit before it answers.
            }

            await _tools.DisposeAsync();
            await _process!.WaitForExitAsync().WaitAsync(Patience);
        }

        _process?.Dispose();
        try
        {
            Directory.Delete(_profile, recursive: true);
        }
        catch (IOException)
        {
            // Another process of the browser, which ends later, has written to the folder meanwhile.
        }
    }

    private IEnumerable<string> Arguments()
    {
        yield return "--headless=new";
        yield return "--remote-debugging-port=0";
        yield return "--user-data-dir=" + _profile;
        yield return "--no-first-run";
        yield return "--no-default-browser-check";
        yield return "--disable-background-networking";
        yield return "--disable-component-update";
        yield return "--disable-extensions";
        yield return "--disable-sync";
        yield return "--disable-gpu";
        yield return "--disable-dev-shm-usage";
        yield return "--disable-backgrounding-occluded-windows";
        yield return "--disable-renderer-backgrounding";
        yield return "--disable-background-timer-throttling";
        yield return "--force-color-profile=srgb";
        yield return "--window-size=1100,760";

        // The browser's sandbox doesn't work in containers and as root. The tests only open their own pages.
        yield return "--no-sandbox";
        yield return "about:blank";
    }
}
