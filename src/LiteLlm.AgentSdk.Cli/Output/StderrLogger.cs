using Microsoft.Extensions.Logging;

namespace LiteLlm.AgentSdk.Cli.Output;

/// <summary>The logger of all categories, for Debug and above: one line for each request.</summary>
internal sealed class StderrLogger(Printer printer) : ILogger
{
    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Debug && logLevel != LogLevel.None;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?,
        string> formatter)
    {
        if (IsEnabled(logLevel))
        {
            printer.WriteDetail(formatter(state, exception));
        }
    }
}
