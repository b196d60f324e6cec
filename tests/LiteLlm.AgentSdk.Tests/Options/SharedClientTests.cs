using System.Reflection;
using FluentAssertions;
using LiteLlm.AgentSdk.Http;
using LiteLlm.AgentSdk.Tests.Stubs;
using Xunit;

namespace LiteLlm.AgentSdk.Tests.Options;

/// <summary>The clients behind <see cref="Agent.CreateAsync"/>: equal options share a client, and their number is bounded.</summary>
public class SharedClientTests
{
    public static TheoryData<string> EveryOption() =>
    [
        .. Settable(typeof(AgentPlatformOptions)).Where(p =>
            p.PropertyType != typeof(RetryOptions) && p.PropertyType != typeof(HealingOptions)).Select(p => p.Name),
        .. Settable(typeof(RetryOptions)).Select(p => "Retry." + p.Name),
        .. Settable(typeof(HealingOptions)).Select(p => "Healing." + p.Name),
        nameof(AgentPlatformOptions.ExtraHeaders),
    ];

    [Theory]
    [MemberData(nameof(EveryOption))]
    public void Every_option_makes_another_client(string option)
    {
        AgentPlatformOptions options = Base();
        Change(options, option);

        SharedClientKey.Of(options.Resolve()).Should().NotBe(SharedClientKey.Of(Base().Resolve()));
    }

    [Fact]
    public void Equal_options_make_one_client()
    {
        SharedClients clients = Clients(capacity: 4);

        clients.Get(Base().Resolve()).Should().BeSameAs(clients.Get(Base().Resolve()));
        clients.Count.Should().Be(1);
    }

    [Fact]
    public void A_new_key_provider_for_each_call_does_not_grow_the_number_of_clients()
    {
        SharedClients clients = Clients(capacity: 4);
        AgentPlatformClient used = clients.Get(Base().Resolve());
        for (int i = 0; i < 1000; i++)
        {
            string key = "sk-" + i;
            AgentPlatformOptions options = Base();
            options.ApiKeyProvider = _ => ValueTask.FromResult(key);
            clients.Get(options.Resolve());
            clients.Get(Base().Resolve()).Should().BeSameAs(used, "a client in use stays");
        }

        clients.Count.Should().Be(4);
    }

    private static SharedClients Clients(int capacity) =>
        new(capacity, options => new AgentPlatformClient(options, () => new HttpClient(), HttpPipeline.Own, loggerFactory: null));

    private static AgentPlatformOptions Base() => new() { BaseUrl = new Uri("https://lap.example.com"), ApiKey = "sk-1" };

    private static IEnumerable<PropertyInfo> Settable(Type type) => type.GetProperties().Where(p => p.CanWrite);

    private static void Change(object target, string option)
    {
        if (option == nameof(AgentPlatformOptions.ExtraHeaders))
        {
            ((AgentPlatformOptions)target).ExtraHeaders["X-Other"] = "1";
            return;
        }

        string[] path = option.Split('.');
        PropertyInfo property = target.GetType().GetProperty(path[0])!;
        if (path.Length > 1)
        {
            Change(property.GetValue(target)!, path[1]);
            return;
        }

        object? now = property.GetValue(target);
        Type type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
        property.SetValue(target, type switch
        {
            _ when type == typeof(bool) => now is not true,
            _ when type == typeof(int) => (int)now! + 1,
            _ when type == typeof(TimeSpan) => (TimeSpan)now! + TimeSpan.FromSeconds(1),
            _ when option == nameof(AgentPlatformOptions.ConnectionString) => "Endpoint=https://other.example.com",
            _ when type == typeof(string) => "other",
            _ when type == typeof(Uri) => new Uri("https://other.example.com"),
            _ when type.IsEnum => Enum.GetValues(type).Cast<object>().First(value => !value.Equals(now)),
            _ when type == typeof(TimeProvider) => new ManualTimeProvider(),
            _ when type == typeof(Func<CancellationToken, ValueTask<string>>) =>
                (Func<CancellationToken, ValueTask<string>>)(_ => ValueTask.FromResult("sk-2")),
            _ => throw new NotSupportedException($"Say here how {option} is changed, and in {nameof(SharedClientKey)} that it matters."),
        });
    }
}
