using System.Diagnostics;
using System.Text;

namespace LiteLlm.AgentSdk.Cli.Tests.Support;

/// <summary>A terminal that runs lap. Waits for output, and types.</summary>
internal sealed class Screen(Process process) : IDisposable
{
    private readonly StringBuilder _shown = new();

    /// <summary>Waits until a text is shown.</summary>
    public async Task ShowsAsync(string text)
    {
        char[] buffer = new char[256];
        while (!_shown.ToString().Contains(text, StringComparison.Ordinal))
        {
            int read = await process.StandardOutput.ReadAsync(buffer).AsTask().WaitAsync(Lap.Patience);
            read.Should().BePositive("'{0}' was to be shown; there was: {1}", text, _shown.ToString());
            _shown.Append(buffer, 0, read);
        }
    }

    /// <summary>Types once a text is shown. The terminal itself would echo earlier input.</summary>
    public async Task AfterAsync(string text, string typed)
    {
        await ShowsAsync(text);
        await process.StandardInput.WriteAsync(typed);
        await process.StandardInput.FlushAsync();
    }

    /// <summary>Waits for the end, and returns everything that was shown as the output.</summary>
    public async Task<Result> EndAsync()
    {
        _shown.Append(await process.StandardOutput.ReadToEndAsync().WaitAsync(Lap.Patience));
        await process.WaitForExitAsync().WaitAsync(Lap.Patience);
        return new Result(process.ExitCode, _shown.ToString(), "");
    }

    public void Dispose()
    {
        if (!process.HasExited)
        {
            process.Kill(entireProcessTree: true);
        }

        process.Dispose();
    }
}
