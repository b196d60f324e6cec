using System.Text.Json.Serialization.Metadata;
using FluentAssertions;
using LiteLlm.AgentSdk.Tests.Surface;
using Xunit;

namespace LiteLlm.AgentSdk.Tests;

public sealed class ClaudeSurfaceTests
{
    private static Type[] ClaudeTypes =>
        [.. Reflected.PublicTypes(Packages.CoreAssembly).Where(static type => type.Name.StartsWith("Claude", StringComparison.Ordinal))];

    [Fact]
    public void The_public_types_keep_the_rules()
    {
        ClaudeTypes.Should().HaveCountGreaterThan(30);
        SurfaceRules.Collections(ClaudeTypes).Should().BeEmpty();
        SurfaceRules.Async([typeof(Session), .. ClaudeTypes]).Should().BeEmpty();
        SurfaceRules.Documentation(ClaudeTypes, XmlDocs.Of(Packages.CoreAssembly)).Should().BeEmpty();
        JsonRules.Registered(ClaudeTypes, [LapJsonContext.Default]).Should().BeEmpty();
    }

    [Fact]
    public void Names_of_the_Claude_Agent_SDK_are_snake_case_without_a_naming_policy()
    {
        foreach (Type type in ClaudeTypes.Where(static type => type != typeof(ClaudeSdkMessageEvent)))
        {
            if (LapJson.Options.TryGetTypeInfo(type, out JsonTypeInfo? contract) && contract.Kind == JsonTypeInfoKind.Object)
            {
                contract.Properties.Where(static property =>
                    !property.IsExtensionData && property.Name.Any(char.IsUpper)).Should().BeEmpty();
                contract.Properties.Where(static property => !property.IsExtensionData
                    && !property.AttributeProvider!.IsDefined(typeof(System.Text.Json.Serialization.JsonPropertyNameAttribute),
                    inherit: false))
                    .Should().BeEmpty($"{type.Name} says each name itself");
            }
        }
    }
}
