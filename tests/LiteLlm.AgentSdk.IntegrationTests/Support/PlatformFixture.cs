using LiteLlm.AgentSdk.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace LiteLlm.AgentSdk.IntegrationTests.Support;

/// <summary>
/// The platform under test: the real platform that the environment names, or a local platform with the scripted model. The tests don't
/// depend on which. The resources of a run have the run's name and are deleted at its end.
/// </summary>
public sealed class PlatformFixture : IAsyncLifetime
{
    private readonly string _run = $"acceptance-{Guid.NewGuid():N}"[..19];
    private readonly Dictionary<HarnessId, Task<Harness>> _harnesses = [];
    private readonly Stack<Func<Task>> _cleanup = [];
    private readonly List<ServiceProvider> _clients = [];
    private LocalAgentPlatform? _local;

    public AgentPlatformClient Client { get; private set; } = null!;

    public Uri BaseUrl => _local?.BaseUrl ?? Settings.BaseUrl!;

    public string ApiKey => _local?.ApiKey ?? Settings.ApiKey!;

    public bool IsLocal => _local is not null;

    internal AcceptanceSettings Settings { get; } = AcceptanceSettings.Current;

    public async Task InitializeAsync()
    {
        if (Settings.IsLocal)
        {
            _local = await LocalAgentPlatform.StartAsync(new() { Script = ScriptedModel.PlayAsync });
        }

        Client = NewClient();
    }

    public async Task DisposeAsync()
    {
        try
        {
            await Cleanup.RunAsync(_cleanup);
        }
        finally
        {
            foreach (ServiceProvider client in _clients)
            {
                await client.DisposeAsync();
            }

            if (_local is not null)
            {
                await _local.DisposeAsync();
            }
        }
    }

    /// <summary>Returns a name that no other run uses.</summary>
    internal string Name(string what) => $"{_run}-{what}";

    internal void AtEnd(Func<Task> cleanup) => _cleanup.Push(cleanup);

    /// <summary>Creates a client that shares nothing with other clients, like a client in another process.</summary>
    internal AgentPlatformClient NewClient(Action<AgentPlatformOptions>? configure = null)
    {
        ServiceCollection services = new();
        services.AddTransient<CallRecorder>();
        services.AddAgentPlatform(options =>
        {
            options.BaseUrl = BaseUrl;
            options.ApiKey = ApiKey;
            options.ReadyTimeout = TimeSpan.FromMinutes(5);
            options.TurnTimeout = TimeSpan.FromMinutes(5);
            options.Healing.OutcomeTimeout = TimeSpan.FromSeconds(IsLocal ? 15 : 60);
            configure?.Invoke(options);
        }).AddHttpMessageHandler<CallRecorder>();
        ServiceProvider provider = services.BuildServiceProvider();
        _clients.Add(provider);
        return provider.GetRequiredService<AgentPlatformClient>();
    }

    /// <summary>Returns the harness, which is tried once. Skips the test with the platform's message if it is not available.</summary>
    internal async Task<Harness> HarnessAsync(string id)
    {
        Need.That(id != AcceptanceTest.NoHarness, $"{AcceptanceSettings.HarnessesVariable} names no harness that takes messages");
        if (!_harnesses.TryGetValue(id, out Task<Harness>? harness))
        {
            _harnesses[id] = harness = Harness.OpenAsync(this, id);
        }

        try
        {
            return await harness;
        }
        catch (AgentPlatformException exception) when (!IsLocal)
        {
            Need.GiveUp($"no session on '{id}': {exception.Message}");
            throw;
        }
    }
}
