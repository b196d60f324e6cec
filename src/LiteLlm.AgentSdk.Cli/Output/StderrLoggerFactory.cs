using Microsoft.Extensions.Logging;

namespace LiteLlm.AgentSdk.Cli.Output;

/// <summary>Writes the SDK's log to stderr. The SDK logs methods, paths, statuses and ids, but never keys or bodies.</summary>
internal sealed class StderrLoggerFactory(Printer printer) : ILoggerFactory
{
    public ILogger CreateLogger(string categoryName) => new StderrLogger(printer);

    public void AddProvider(ILoggerProvider provider)
    {
    }

    public void Dispose()
    {
    }
}
