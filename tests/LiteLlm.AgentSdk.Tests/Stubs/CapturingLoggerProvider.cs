using System.Collections.Concurrent;
using System.Text;
using Microsoft.Extensions.Logging;

namespace LiteLlm.AgentSdk.Tests.Stubs;

/// <summary>Records everything that is logged, at every level: messages, values, scopes and exceptions.</summary>
internal sealed class CapturingLoggerProvider : ILoggerProvider, ISupportExternalScope
{
    private readonly ConcurrentQueue<CapturedLog> _logs = new();
    private IExternalScopeProvider _scopes = new LoggerExternalScopeProvider();

    public IReadOnlyCollection<CapturedLog> Logs => _logs;

    /// <summary>Gets everything that a sink could write, as one text that must not contain a secret.</summary>
    public string AllText
    {
        get
        {
            StringBuilder text = new();
            foreach (CapturedLog log in _logs)
            {
                text.Append(log.Level).Append(' ').Append(log.Category).Append(' ').Append(log.Id).Append(": ").AppendLine(log.Message);
                foreach ((string key, object? value) in log.State.Concat(log.Scopes.SelectMany(Pairs)))
                {
                    text.Append("  ").Append(key).Append(" = ").AppendLine(Write(value));
                }

                foreach (object? scope in log.Scopes)
                {
                    text.Append("  scope ").AppendLine(scope?.ToString());
                }

                text.AppendLine(log.Exception?.ToString());
            }

            return text.ToString();
        }
    }

    /// <summary>Creates a factory that logs only here, at every level down to Trace.</summary>
    public ILoggerFactory CreateFactory() =>
        LoggerFactory.Create(builder => builder.SetMinimumLevel(LogLevel.Trace).AddProvider(this));

    public ILogger CreateLogger(string categoryName) => new Logger(this, categoryName);

    public void SetScopeProvider(IExternalScopeProvider scopeProvider) => _scopes = scopeProvider;

    public void Dispose()
    {
        // Keeps the captured entries, which tests read after the factory is disposed.
    }

    private static IEnumerable<KeyValuePair<string, object?>> Pairs(object? state) =>
        state as IEnumerable<KeyValuePair<string, object?>> ?? [];

    private static string? Write(object? value) => value switch
    {
        string text => text,
        System.Collections.IEnumerable items => string.Join(", ", items.Cast<object?>()),
        _ => value?.ToString(),
    };

    private sealed class Logger(CapturingLoggerProvider owner, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => owner._scopes.Push(state);

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?,
            string> formatter)
        {
            List<object?> scopes = [];
            owner._scopes.ForEachScope(static (scope, all) => all.Add(scope), scopes);
            owner._logs.Enqueue(new CapturedLog(category, logLevel, eventId, formatter(state, exception), [.. Pairs(state)], scopes,
                exception));
        }
    }
}
