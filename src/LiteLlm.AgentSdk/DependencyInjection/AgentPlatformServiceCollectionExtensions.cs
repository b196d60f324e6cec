using System.Diagnostics.CodeAnalysis;
using LiteLlm.AgentSdk;
using LiteLlm.AgentSdk.DependencyInjection;
using LiteLlm.AgentSdk.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Extensions that register <see cref="AgentPlatformClient"/> in a service collection.</summary>
public static class AgentPlatformServiceCollectionExtensions
{
    private const string Generated = "The binding generator replaces this call, but the analyzer of net8.0 does not know that. "
        + "The AOT test application binds a section and checks the result.";

    /// <summary>
    /// Registers <see cref="AgentPlatformClient"/> as a singleton that takes its <see cref="HttpClient"/> from the factory for each call.
    /// The options are checked when the application starts.
    /// </summary>
    /// <param name="services">The services.</param>
    /// <param name="configure">A delegate that sets the options. Options that it does not set come from the environment.</param>
    /// <returns>
    /// The builder of the client's HTTP pipeline, to which you can add handlers. The SDK itself retries calls; a retrying handler can't
    /// send a message twice.
    /// </returns>
    /// <example>
    /// <code>
    /// builder.Services.AddAgentPlatform(options => options.TurnTimeout = TimeSpan.FromMinutes(20));
    /// </code>
    /// </example>
    public static IHttpClientBuilder AddAgentPlatform(this IServiceCollection services, Action<AgentPlatformOptions>? configure = null) =>
        services.AddAgentPlatform(Options.Options.DefaultName, configure);

    /// <summary>
    /// Registers <see cref="AgentPlatformClient"/> with options from configuration; see <see cref="AddAgentPlatform(IServiceCollection,
    /// Action{AgentPlatformOptions})"/>.
    /// </summary>
    /// <param name="services">The services.</param>
    /// <param name="configuration">The configuration section with the options.</param>
    /// <returns>The builder of the client's HTTP pipeline, to which you can add handlers.</returns>
    /// <example>
    /// <code>
    /// builder.Services.AddAgentPlatform(builder.Configuration.GetSection("AgentPlatform"));
    /// </code>
    /// </example>
    public static IHttpClientBuilder AddAgentPlatform(this IServiceCollection services, IConfiguration configuration) =>
        services.AddAgentPlatform(Options.Options.DefaultName, configuration);

    /// <summary>
    /// Registers one of several platforms under a name, which is also the key of its <see cref="AgentPlatformClient"/>:
    /// <c>[FromKeyedServices("eu")]</c>. If the application's configuration has a connection string of that name
    /// (<c>ConnectionStrings:eu</c>), it is the <see cref="AgentPlatformOptions.ConnectionString"/>.
    /// </summary>
    /// <param name="services">The services.</param>
    /// <param name="name">The name of the options, of the connection string, and the key of the client.</param>
    /// <param name="configure">A delegate that sets the options. Options that it does not set come from the environment.</param>
    /// <returns>The builder of the client's HTTP pipeline, to which you can add handlers.</returns>
    /// <example>
    /// <code>
    /// builder.Services.AddAgentPlatform("lap");
    /// </code>
    /// </example>
    public static IHttpClientBuilder AddAgentPlatform(
        this IServiceCollection services, string name, Action<AgentPlatformOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(name);
        OptionsBuilder<AgentPlatformOptions> options = AddOptions(services, name);
        if (configure is not null)
        {
            options.Configure(configure);
        }

        return Register(services, name, options);
    }

    /// <summary>
    /// Registers one of several platforms under a name, with options from configuration; see <see
    /// cref="AddAgentPlatform(IServiceCollection, string, Action{AgentPlatformOptions})"/>.
    /// </summary>
    /// <param name="services">The services.</param>
    /// <param name="name">The name of the options and the key of the client.</param>
    /// <param name="configuration">The configuration section with the options.</param>
    /// <returns>The builder of the client's HTTP pipeline, to which you can add handlers.</returns>
    [UnconditionalSuppressMessage("Trimming", "IL2026", Justification = Generated)]
    [UnconditionalSuppressMessage("AOT", "IL3050", Justification = Generated)]
    public static IHttpClientBuilder AddAgentPlatform(this IServiceCollection services, string name, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(configuration);
        return Register(services, name, AddOptions(services, name).Bind(configuration));
    }

    /// <summary>Adds the options, with the connection string of the given name as a default.</summary>
    private static OptionsBuilder<AgentPlatformOptions> AddOptions(IServiceCollection services, string name)
    {
        OptionsBuilder<AgentPlatformOptions> options = services.AddOptions<AgentPlatformOptions>(name);
        return name == Options.Options.DefaultName ? options : options.Configure<IServiceProvider>((own, provider) =>
            own.ConnectionString = provider.GetService<IConfiguration>()?.GetConnectionString(name) ?? own.ConnectionString);
    }

    private static IHttpClientBuilder Register(IServiceCollection services, string name, OptionsBuilder<AgentPlatformOptions> options)
    {
        options.ValidateOnStart();
        if (!services.Any(service => service.ImplementationInstance is AgentPlatformOptionsValidator known && known.Name == name))
        {
            // A second registration would report every problem twice.
            services.AddSingleton<IValidateOptions<AgentPlatformOptions>>(new AgentPlatformOptionsValidator(name));
        }

        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHttpMessageHandlerBuilderFilter, SendOnceFilter>());

        string clientName = SendOnceFilter.ClientName(name);
        Func<IServiceProvider, AgentPlatformClient> make = provider => Create(provider, name, clientName);
        if (name == Options.Options.DefaultName)
        {
            services.TryAddSingleton(make);
        }
        else
        {
            services.TryAddKeyedSingleton(name, (provider, _) => make(provider));
        }

        return services.AddHttpClient(clientName)
            .ConfigurePrimaryHttpMessageHandler(AgentPlatformClient.Handler)

            // The factory's loggers pass the headers to every log provider, possibly with secrets. The SDK logs its calls itself.
            .RemoveAllLoggers();
    }

    private static AgentPlatformClient Create(IServiceProvider provider, string name, string clientName)
    {
        AgentPlatformOptions resolved = provider.GetRequiredService<IOptionsMonitor<AgentPlatformOptions>>().Get(name).Resolve();
        if (resolved.TimeProvider == TimeProvider.System && provider.GetService<TimeProvider>() is { } time)
        {
            resolved.TimeProvider = time;
        }

        IHttpClientFactory factory = provider.GetRequiredService<IHttpClientFactory>();
        return new AgentPlatformClient(
            resolved,
            () =>
            {
                HttpClient http = factory.CreateClient(clientName);
                http.Timeout = Timeout.InfiniteTimeSpan;
                return http;
            },
            HttpPipeline.Factory,
            provider.GetService<ILoggerFactory>());
    }
}
