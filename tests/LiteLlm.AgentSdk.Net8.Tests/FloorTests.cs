using System.Reflection;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using LiteLlm.AgentSdk.AspNetCore;
using LiteLlm.AgentSdk.Testing;

namespace LiteLlm.AgentSdk.Net8.Tests;

/// <summary>Checks the runtime and the versions with which the other tests of this project run. No test library may raise them.</summary>
public sealed class FloorTests
{
    public static TheoryData<string, string> Floors => new()
    {
        { "Microsoft.Extensions.Configuration.Binder", "8.0.0.0" },
        { "Microsoft.Extensions.Http", "8.0.0.0" },
        { "Microsoft.Extensions.Logging.Abstractions", "8.0.0.0" },
        { "Microsoft.Extensions.Options.ConfigurationExtensions", "8.0.0.0" },
        { "Polly.Core", "8.0.0.0" },
        { "System.Diagnostics.DiagnosticSource", "9.0.0.0" },
        { "System.IO.Pipelines", "10.0.0.0" },
        { "System.Text.Json", "10.0.0.0" },
    };

    [Fact]
    public void The_runtime_is_net8() => Environment.Version.Major.Should().Be(8);

    [Theory]
    [InlineData(typeof(AgentPlatformClient))]
    [InlineData(typeof(LocalAgentPlatform))]
    [InlineData(typeof(TurnResult))]
    public void The_packages_have_the_versions_of_net8(Type type) =>
        type.Assembly.GetCustomAttribute<System.Runtime.Versioning.TargetFrameworkAttribute>()!.FrameworkName
            .Should().Be(".NETCoreApp,Version=v8.0");

    [Theory]
    [MemberData(nameof(Floors))]
    public void No_dependency_is_newer_than_the_packages_require(string name, string version) =>
        Assembly.Load(name).GetName().Version.Should().Be(Version.Parse(version));

    [Fact]
    public void Polly_has_the_version_that_the_package_requires() =>
        Assembly.Load("Polly.Core").GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion
            .Should().StartWith("8.4.2");

    [Fact]
    public async Task Configuration_is_bound_and_a_turn_has_its_reply()
    {
        await using LocalAgentPlatform lap = await LocalAgentPlatform.StartAsync();
        IConfiguration configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["AgentPlatform:BaseUrl"] = lap.BaseUrl.AbsoluteUri,
            ["AgentPlatform:ApiKey"] = lap.ApiKey,
            ["AgentPlatform:TurnTimeout"] = "00:00:42",
        }).Build();
        ServiceCollection services = new();
        services.AddAgentPlatform(configuration.GetSection("AgentPlatform"));
        await using ServiceProvider provider = services.BuildServiceProvider();
        AgentPlatformClient platform = provider.GetRequiredService<AgentPlatformClient>();
        provider.GetRequiredService<Microsoft.Extensions.Options.IOptions<AgentPlatformOptions>>().Value.TurnTimeout
            .Should().Be(TimeSpan.FromSeconds(42));

        Agent agent = await platform.Agents.CreateAsync(new() { Model = "anthropic/claude-haiku-4-5" });
        Session session = await agent.CreateSessionAsync();
        Reply reply = await session.SendAsync("Hello.");
        reply.Text.Should().NotBeEmpty();
        reply.Parts.Should().NotBeEmpty();
    }
}
