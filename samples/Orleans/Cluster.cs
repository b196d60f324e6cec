using System.Net;
using System.Net.Sockets;
using LiteLlm.AgentSdk;
using LiteLlm.AgentSdk.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using StackExchange.Redis;

namespace OrleansSample;

/// <summary>
/// Redis, three silos and a client. Without redis-server: one silo that stores everything in memory.
/// </summary>
internal sealed class Cluster : IAsyncDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("lap-orleans-");
    private readonly List<ChildProcess> _silos = [];
    private ChildProcess? _redis;
    private IHost? _client;

    public bool HasRedis => _redis is not null;

    public IGrainFactory Grains => _client!.Services.GetRequiredService<IGrainFactory>();

    public IEnumerable<long> MemoryInMiB => _silos.Select(static silo => silo.MemoryInMiB());

    public async Task StartAsync(LocalAgentPlatform lap)
    {
        string redis = $"127.0.0.1:{FreePort()}";
        _redis = await ChildProcess.TryStartAsync("redis-server",
            ["--bind", "127.0.0.1", "--port", redis.Split(':')[1], "--dir", _folder.FullName, "--save", "", "--appendonly", "no"]);

        Dictionary<string, string> environment = new()
        {
            [AgentPlatformOptions.BaseUrlVariable] = lap.BaseUrl.ToString(),
            [AgentPlatformOptions.ApiKeyVariable] = lap.ApiKey,
        };
        int gateway = FreePort();
        int[] gateways = HasRedis ? [gateway, FreePort(), FreePort()] : [gateway];
        _silos.AddRange(await Task.WhenAll(gateways.Select(async gatewayPort =>
        {
            string[] arguments = ["silo", $"{FreePort()}", $"{gatewayPort}", .. HasRedis ? [redis] : Array.Empty<string>()];
            return (await ChildProcess.TryStartAsync(Environment.ProcessPath!, arguments, environment))!;
        })));

        HostApplicationBuilder builder = Host.CreateApplicationBuilder();
        builder.Logging.SetMinimumLevel(LogLevel.Warning).AddFilter("Orleans", LogLevel.Critical);
        builder.UseOrleansClient(client => _ = HasRedis
            ? client.UseRedisClustering(o => o.ConfigurationOptions = ConfigurationOptions.Parse(redis))
            : client.UseLocalhostClustering(gateway));
        _client = builder.Build();
        await _client.StartAsync();
    }

    public void KillOneSilo()
    {
        using ChildProcess silo = _silos[0];
        _silos.Remove(silo);
    }

    public async ValueTask DisposeAsync()
    {
        if (_client is not null)
        {
            await _client.StopAsync();
            _client.Dispose();
        }

        await Task.WhenAll(_silos.Select(static silo => silo.StopAsync()));
        _silos.ForEach(static silo => silo.Dispose());
        _redis?.Dispose();
        _folder.Delete(recursive: true);
    }

    private static int FreePort()
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
