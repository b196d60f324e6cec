using System.Globalization;
using System.Net;
using LiteLlm.AgentSdk;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Configuration;
using StackExchange.Redis;

namespace OrleansSample;

/// <summary>One process of the cluster. The platform's address and key come from the environment.</summary>
internal static class SiloProcess
{
    /// <summary>How often a reminder wakes an unfinished grain. The smallest value that Orleans allows by default is one minute.</summary>
    public static readonly TimeSpan WakeAfter = TimeSpan.FromSeconds(5);

    /// <summary>How long a sent message may take to arrive. Use 10 minutes on a real platform, which may replace a lost sandbox.</summary>
    public static readonly TimeSpan MayArrive = TimeSpan.FromSeconds(5);

    /// <summary>How often the checkpoint of a running turn is stored.</summary>
    public static readonly TimeSpan StoreEvery = TimeSpan.FromSeconds(1);

    public static async Task RunAsync(string port, string gatewayPort, string? redis)
    {
        (int siloPort, int gateway) = (int.Parse(port, CultureInfo.InvariantCulture), int.Parse(gatewayPort, CultureInfo.InvariantCulture));
        HostApplicationBuilder builder = Host.CreateApplicationBuilder();
        builder.Logging.SetMinimumLevel(LogLevel.Warning).AddFilter("Orleans", LogLevel.Critical);
        builder.Services.AddAgentPlatform();
        builder.UseOrleans(silo =>
        {
            silo.Configure<ReminderOptions>(static o => o.MinimumReminderPeriod = WakeAfter);
            // Detects a dead silo within seconds. The defaults take half a minute.
            silo.Configure<ClusterMembershipOptions>(static o => (o.ProbeTimeout, o.NumMissedProbesLimit) = (TimeSpan.FromSeconds(1), 2));
            if (redis is null)
            {
                silo.UseLocalhostClustering(siloPort, gateway).AddMemoryGrainStorageAsDefault().UseInMemoryReminderService();
                return;
            }

            ConfigurationOptions options = ConfigurationOptions.Parse(redis);
            silo.ConfigureEndpoints(IPAddress.Loopback, siloPort, gateway)
                .UseRedisClustering(o => o.ConfigurationOptions = options)
                .AddRedisGrainStorageAsDefault(o => o.ConfigurationOptions = options)
                .UseRedisReminderService(o => o.ConfigurationOptions = options);
        });

        using IHost host = builder.Build();
        await host.StartAsync();
        Console.WriteLine(ChildProcess.Ready);

        // The program that started this silo closes its input, or dies, which closes it too.
        await Console.OpenStandardInput().CopyToAsync(Stream.Null);
        await host.StopAsync();
    }
}
