using System.Text;

namespace LiteLlm.AgentSdk;

/// <summary>
/// All options that decide whether two calls share a client. It contains the API key, so <see cref="ToString"/> prints nothing of it.
/// </summary>
internal sealed record SharedClientKey(
    Uri BaseUrl,
    bool AllowInsecureHttp,
    string? ApiKey,
    object? ApiKeyProvider,
    PlatformGeneration Generation,
    (TimeSpan Request, TimeSpan Turn, TimeSpan Idle, TimeSpan Ready, TimeSpan Queue) Limits,
    (int Max, TimeSpan Base, TimeSpan Longest) Retry,
    (bool On, int Max, TimeSpan Base, TimeSpan Longest, TimeSpan Outcome, int MaxEvent) Healing,
    string Headers,
    string? UserAgent,
    (string? Url, string? Key) Gateway,
    (bool ShowsContent, bool ReportsTurns) Telemetry,
    TimeProvider Time)
{
    public static SharedClientKey Of(AgentPlatformOptions options) => new(
        options.BaseUrl!,
        options.AllowInsecureHttp,
        options.ApiKey,
        options.ApiKeyProvider,
        options.Generation,
        (options.RequestTimeout, options.TurnTimeout, options.StreamIdleTimeout, options.ReadyTimeout, options.QueueTimeout),
        (options.Retry.MaxRetries, options.Retry.BaseDelay, options.Retry.MaxDelay),
        (options.Healing.Enabled, options.Healing.MaxAttempts, options.Healing.BaseDelay, options.Healing.MaxDelay,
            options.Healing.OutcomeTimeout, options.MaxEventBytes),
        Written(options.Headers),
        options.UserAgent,
        (options.GatewayUrl, options.GatewayKey),
        (options.ShowsContent, options.EnableTurnTelemetry),
        options.TimeProvider);

    public override string ToString() => nameof(SharedClientKey);

    private static string Written(IReadOnlyList<KeyValuePair<string, string>> headers)
    {
        StringBuilder text = new();
        foreach ((string name, string value) in headers)
        {
            text.Append(name).Append(": ").Append(value).Append('\n');
        }

        return text.ToString();
    }
}
