using System.ComponentModel;
using System.Diagnostics;

namespace OrleansSample;

/// <summary>A process that the sample starts and ends: Redis or a silo.</summary>
internal sealed class ChildProcess : IDisposable
{
    /// <summary>The text that Redis and the silos print when they are ready.</summary>
    public const string Ready = "Ready to accept connections";

    private readonly Process _process;

    private ChildProcess(Process process) => _process = process;

    /// <summary>Starts a program and waits until it is ready.</summary>
    /// <returns>The process; null if there is no such program.</returns>
    public static async Task<ChildProcess?> TryStartAsync(string program, string[] arguments,
        IDictionary<string, string>? environment = null)
    {
        ProcessStartInfo start = new(program, arguments)
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        foreach ((string name, string value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        Process process;
        try
        {
            process = Process.Start(start)!;
        }
        catch (Win32Exception)
        {
            return null;
        }

        string? line;
        do
        {
            line = await process.StandardOutput.ReadLineAsync()
                ?? throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} ended before it was ready.");
        }
        while (!line.Contains(Ready, StringComparison.Ordinal));
        return new ChildProcess(process);
    }

    /// <summary>Gets the memory that the process uses, in MiB.</summary>
    public long MemoryInMiB()
    {
        _process.Refresh();
        return _process.WorkingSet64 >> 20;
    }

    /// <summary>Ends the process at once with SIGKILL, like a crash.</summary>
    public void Kill()
    {
        _process.Kill();
        _process.WaitForExit();
    }

    /// <summary>Closes the input of a silo. The silo stops then.</summary>
    public async Task StopAsync()
    {
        _process.StandardInput.Close();
        using CancellationTokenSource timeout = new(TimeSpan.FromSeconds(20));
        await _process.WaitForExitAsync(timeout.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public void Dispose()
    {
        Kill();
        _process.Dispose();
    }
}
