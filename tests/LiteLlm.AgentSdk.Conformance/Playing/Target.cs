using System.Text.Json;

namespace LiteLlm.AgentSdk.Conformance.Playing;

/// <summary>
/// The platform under test: a local platform, or a real one if its address and key are in the environment.
/// </summary>
internal sealed class Target : IAsyncDisposable
{
    /// <summary>
    /// Longer than any operation takes. On a real platform, a recorded turn has some 230 words, one per second, and a failing model is
    /// retried
    /// for minutes.
    /// </summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(IsReal ? 10 : 2);

    /// <summary>The time for which a stream of the local platform waits for its session. No other wait has this length.</summary>
    private static readonly TimeSpan StreamsWait = TimeSpan.FromSeconds(60);
    private readonly LocalAgentPlatform? _lap;
    private readonly LocalAgentPlatformOptions? _options;
    private readonly PhaseTime? _time;

    private Target(LocalAgentPlatform? lap, LocalAgentPlatformOptions? options, PhaseTime? time, Uri address, string key)
    {
        _lap = lap;
        _options = options;
        _time = time;
        Key = key;
        Http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = address, Timeout = Patience };
    }

    public string Key { get; }

    public HttpClient Http { get; }

    /// <summary>Gets a value indicating whether the target is a real platform.</summary>
    public static bool IsReal => RealAddress is not null;

    public ModelScript Model { get; private init; } = new();

    private static (Uri Url, string Key)? RealAddress =>
        Environment.GetEnvironmentVariable("LITELLM_AGENT_PLATFORM_URL") is { } url && !string.IsNullOrWhiteSpace(url)
        && Environment.GetEnvironmentVariable("LITELLM_AGENT_PLATFORM_KEY") is { } key && !string.IsNullOrWhiteSpace(key)
            ? (new Uri(url), key.Trim())
            : null;

    /// <summary>Gets the local platform, for actions that a real platform doesn't offer.</summary>
    public LocalAgentPlatform Lap => _lap ?? throw new InvalidOperationException("A real platform can't be told to fail.");

    public PhaseTime Time => _time ?? throw new InvalidOperationException("A real platform has its own time.");

    /// <param name="configure">Configures the local platform, for runs that are played only on it.</param>
    public static async Task<Target> StartAsync(Action<LocalAgentPlatformOptions>? configure = null)
    {
        if (configure is null && RealAddress is { } real)
        {
            return new Target(null, null, null, real.Url, real.Key);
        }

        var model = new ModelScript();
        var time = new PhaseTime();
        var options = new LocalAgentPlatformOptions
        {
            TimeProvider = time,
            Script = model.PlayAsync,
            PlatformInstructions = "(platform instructions)",

            // The recorded platform's answer when it could not read the answer of its sandbox.
            ExecuteCommand = _ => Task.FromResult("Unexpected non-whitespace character after JSON at position 4"),
            ReadFile = _ => Task.FromResult("Unexpected non-whitespace character after JSON at position 4"),
        };
        options.StartupPhases.Clear();
        configure?.Invoke(options);
        LocalAgentPlatform lap = await LocalAgentPlatform.StartAsync(options);
        return new Target(lap, options, time, lap.BaseUrl, lap.ApiKey) { Model = model };
    }

    /// <summary>Makes new sessions stay in a phase until the phases are ended. Has no effect on real platforms, which take time.</summary>
    public void StartSlowly(string phase)
    {
        _time?.BeginPhases();
        _options?.StartupPhases.Clear();
        _options?.StartupPhases.Add(new(phase, PhaseTime.Phase));
    }

    public void StartAtOnce() => _options?.StartupPhases.Clear();

    /// <summary>Makes sessions get no sandbox from now on.</summary>
    /// <param name="sandboxUrl">The address of the missing sandbox.</param>
    public void RefuseSandboxes(string sandboxUrl)
    {
        if (_options is not null)
        {
            _options.CanRecover = false;
            _options.StartupFailure = $"sandbox never ready at {sandboxUrl}/session within 600000ms: fetch failed";
        }
    }

    /// <summary>Lets the sessions that are in a phase become ready.</summary>
    public void EndPhases() => _time?.EndPhases();

    /// <summary>
    /// Returns a task that completes when the next stream was requested and waits for its session, whose first turn then waits for the
    /// stream. Completes at once on a real platform, which doesn't show this.
    /// </summary>
    public Task NextStreamAsync() => _time?.WhenSetAsync(StreamsWait).WaitAsync(Patience) ?? Task.CompletedTask;

    public async Task<JsonElement> SendAsync(string method, string path, string? json = null)
    {
        using HttpResponseMessage response = await Http.SendAsync(Request(method, path, json, "Bearer " + Key));
        string body = await response.Content.ReadAsStringAsync();
        response.IsSuccessStatusCode.Should().BeTrue("{0} {1}: {2}", method, path, body);
        return JsonDocument.Parse(body.Length > 0 ? body : "null").RootElement;
    }

    public static HttpRequestMessage Request(string method, string path, string? body, string? authorization)
    {
        var request = new HttpRequestMessage(new HttpMethod(method), path)
        {
            Content = body is null ? null : new StringContent(body, System.Text.Encoding.UTF8, "application/json"),
        };
        if (authorization is not null)
        {
            request.Headers.TryAddWithoutValidation("Authorization", authorization);
        }

        return request;
    }

    /// <summary>Ends the phases, and waits until a session is created and, on request, has no running turn.</summary>
    public async Task<JsonElement> SettledAsync(string session, bool idle = false)
    {
        string path = "/api/v1/managed_agents/sessions/" + session;
        if (_lap is not null)
        {
            EndPhases();
            await _lap.WaitForStatusAsync(session, "ready").WaitAsync(Patience);
            await (idle ? _lap.WaitForIdleAsync(session).WaitAsync(Patience) : Task.CompletedTask);
            return await SendAsync("GET", path);
        }

        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(200));
        JsonElement state = await SendAsync("GET", path);
        while (state.GetProperty("status").GetString() == "creating" || (idle && !await IsIdleAsync(path)))
        {
            await timer.WaitForNextTickAsync();
            state = await SendAsync("GET", path);
        }

        return state;
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await (_lap?.DisposeAsync() ?? ValueTask.CompletedTask);
    }

    private async Task<bool> IsIdleAsync(string path)
    {
        JsonElement[] thread = [.. (await SendAsync("GET", path + "/messages")).EnumerateArray()];
        return thread.Length > 0
            && thread[^1].GetProperty("info").TryGetProperty("time", out JsonElement time) && time.TryGetProperty("completed", out _)
            && thread[^1].GetProperty("info").GetProperty("role").GetString() == "assistant";
    }
}
