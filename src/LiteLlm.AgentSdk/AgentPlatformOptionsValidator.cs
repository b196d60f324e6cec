using System.Net.Http.Headers;
using LiteLlm.AgentSdk.Http;
using Microsoft.Extensions.Options;

namespace LiteLlm.AgentSdk;

/// <summary>
/// Finds all problems with options before anything is sent: when a client is created, and, with dependency injection, when the
/// application starts.
/// </summary>
internal sealed class AgentPlatformOptionsValidator(string? name) : IValidateOptions<AgentPlatformOptions>
{
    /// <summary>Gets the name of the options to check.</summary>
    public string? Name => name;

    public ValidateOptionsResult Validate(string? name1, AgentPlatformOptions options)
    {
        if (!string.Equals(name ?? Options.DefaultName, name1 ?? Options.DefaultName, StringComparison.Ordinal))
        {
            return ValidateOptionsResult.Skip;
        }

        List<ValidationError> problems = Check(options.Resolve());
        return problems.Count == 0
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail(problems.ConvertAll(problem => problem.ToString()));
    }

    /// <summary>Returns the problems with options that have been completed from the environment.</summary>
    internal static List<ValidationError> Check(AgentPlatformOptions options)
    {
        List<ValidationError> problems = [.. options.ConnectionProblems];
        CheckAddress(options, problems);
        CheckKey(options, problems);
        CheckLimit(options.RequestTimeout, nameof(options.RequestTimeout), problems);
        CheckLimit(options.TurnTimeout, nameof(options.TurnTimeout), problems);
        CheckLimit(options.StreamIdleTimeout, nameof(options.StreamIdleTimeout), problems);
        CheckLimit(options.ReadyTimeout, nameof(options.ReadyTimeout), problems);
        CheckLimit(options.QueueTimeout, nameof(options.QueueTimeout), problems);
        CheckRetry(options.Retry, problems);
        CheckHealing(options.Healing, problems);
        CheckHeaders(options, problems);
        if (options.TimeProvider is null)
        {
            problems.Add(new(nameof(options.TimeProvider), "it is null; the default is TimeProvider.System"));
        }

        if (options.MaxEventBytes < 1024)
        {
            problems.Add(new(nameof(options.MaxEventBytes), $"{options.MaxEventBytes} is below 1,024"));
        }

        if (!Enum.IsDefined(options.Generation))
        {
            problems.Add(new(nameof(options.Generation), $"{(int)options.Generation} is not a generation of the platform"));
        }

        return problems;
    }

    internal static void ThrowIfInvalid(AgentPlatformOptions options) =>
        AgentPlatformValidationException.ThrowIfAny(Check(options), "The options of the client are not valid");

    private static void CheckAddress(AgentPlatformOptions options, List<ValidationError> problems)
    {
        string field = options.IsEndpointOfConnection ? $"{nameof(options.ConnectionString)}.Endpoint" : nameof(options.BaseUrl);
        if (options.BaseUrl is not { } url)
        {
            if (options.ConnectionProblems.Count == 0)
            {
                problems.Add(new(field, $"the address is missing: set {nameof(AgentPlatformOptions)}.{nameof(options.BaseUrl)} or "
                    + $"{nameof(options.ConnectionString)}, or the environment variable {AgentPlatformOptions.BaseUrlVariable}"));
            }
        }
        else if (!url.IsAbsoluteUri || (url.Scheme != Uri.UriSchemeHttp && url.Scheme != Uri.UriSchemeHttps))
        {
            problems.Add(new(field, "it must be an absolute http or https address, such as https://lap.example.com"));
        }
        else
        {
            if (url.UserInfo.Length > 0)
            {
                problems.Add(new(field, $"it contains a user name or password; set the key in {nameof(options.ApiKey)}"));
            }

            if (url.Query.Length > 0 || url.Fragment.Length > 0)
            {
                problems.Add(new(field, "it has a query or a fragment; remove it"));
            }

            if (url.Scheme == Uri.UriSchemeHttp && !url.IsLoopback && !options.AllowInsecureHttp)
            {
                problems.Add(new(field, $"plain http to {url.Host} would send the key unencrypted: "
                    + $"use https, or set {nameof(options.AllowInsecureHttp)} to allow this"));
            }
        }
    }

    private static void CheckKey(AgentPlatformOptions options, List<ValidationError> problems)
    {
        if (options.ApiKeyProvider is not null)
        {
            return;
        }

        if (options.ApiKey is null)
        {
            // The connection string has syntax errors, and may contain the key.
            if (options.ConnectionProblems.Count == 0)
            {
                problems.Add(new(nameof(options.ApiKey),
                    $"the key is missing: set {nameof(AgentPlatformOptions)}.{nameof(options.ApiKey)}, "
                    + $"or the environment variable {AgentPlatformOptions.ApiKeyVariable}"));
            }
        }
        else if (ApiKeys.Problem(options.ApiKey) is { } problem)
        {
            problems.Add(new(options.IsKeyOfConnection ? $"{nameof(options.ConnectionString)}.Key" : nameof(options.ApiKey), problem));
        }
    }

    internal static void CheckLimit(TimeSpan limit, string field, List<ValidationError> problems)
    {
        // The largest number of milliseconds that a timer supports.
        if (limit != Timeout.InfiniteTimeSpan && (limit <= TimeSpan.Zero || limit.TotalMilliseconds > uint.MaxValue - 1))
        {
            problems.Add(new(field,
                $"{limit} is not a valid timeout: it must be above zero and under 49 days, or Timeout.InfiniteTimeSpan"));
        }
    }

    private static void CheckRetry(RetryOptions? retry, List<ValidationError> problems)
    {
        if (retry is null)
        {
            problems.Add(new(nameof(AgentPlatformOptions.Retry), "it is null; to turn retries off, set Retry.MaxRetries to 0"));
            return;
        }

        if (retry.MaxRetries is < 0 or > 20)
        {
            problems.Add(new("Retry.MaxRetries", $"{retry.MaxRetries} is not between 0 and 20"));
        }

        if (retry.BaseDelay < TimeSpan.Zero || retry.BaseDelay > TimeSpan.FromDays(1))
        {
            problems.Add(new("Retry.BaseDelay", $"{retry.BaseDelay} is not between zero and a day"));
        }

        if (retry.MaxDelay < retry.BaseDelay || retry.MaxDelay > TimeSpan.FromDays(1))
        {
            problems.Add(new("Retry.MaxDelay", $"{retry.MaxDelay} is not between BaseDelay ({retry.BaseDelay}) and a day"));
        }
    }

    private static void CheckHealing(HealingOptions? healing, List<ValidationError> problems)
    {
        if (healing is null)
        {
            problems.Add(new(nameof(AgentPlatformOptions.Healing), "it is null; to turn healing off, set Healing.Enabled to false"));
            return;
        }

        if (healing.MaxAttempts is < 1 or > 1000)
        {
            problems.Add(new("Healing.MaxAttempts", $"{healing.MaxAttempts} is not between 1 and 1,000"));
        }

        if (healing.BaseDelay < TimeSpan.Zero || healing.BaseDelay > TimeSpan.FromDays(1))
        {
            problems.Add(new("Healing.BaseDelay", $"{healing.BaseDelay} is not between zero and a day"));
        }

        if (healing.MaxDelay < healing.BaseDelay || healing.MaxDelay > TimeSpan.FromDays(1))
        {
            problems.Add(new("Healing.MaxDelay", $"{healing.MaxDelay} is not between BaseDelay ({healing.BaseDelay}) and a day"));
        }

        CheckLimit(healing.OutcomeTimeout, "Healing.OutcomeTimeout", problems);
    }

    private static void CheckHeaders(AgentPlatformOptions options, List<ValidationError> problems)
    {
        using HttpRequestMessage probe = new();
        foreach ((string header, string value) in options.Headers)
        {
            string field = $"{nameof(options.ExtraHeaders)}[{header}]";
            if (header.Equals("Authorization", StringComparison.OrdinalIgnoreCase))
            {
                problems.Add(new(field, $"this header is reserved for the key; set {nameof(options.ApiKey)}"));
            }
            else if (value is null || value.AsSpan().ContainsAnyExceptInRange(' ', '~') || !TryAdd(probe.Headers, header, value))
            {
                problems.Add(new(field, "it is not a valid request header"));
            }
        }

        if (options.UserAgent is { } agent
            && (agent.AsSpan().ContainsAnyExceptInRange(' ', '~') || !probe.Headers.UserAgent.TryParseAdd(agent)))
        {
            problems.Add(new(nameof(options.UserAgent), "it is not a valid product name; expected one such as MyApp/1.2"));
        }
    }

    private static bool TryAdd(HttpRequestHeaders headers, string name, string value)
    {
        try
        {
            return headers.TryAddWithoutValidation(name, value);
        }
        catch (FormatException)
        {
            return false;
        }
    }
}
