using Microsoft.Extensions.Logging;

namespace LiteLlm.AgentSdk.Cli.Output;

/// <summary>What the SDK logs, as lines on stderr. The SDK logs methods, paths, statuses and ids; never a key or a body.</summary>
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
