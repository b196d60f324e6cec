using Xunit;

namespace LiteLlm.AgentSdk.Tests.Options;

/// <summary>Tests that change the process's environment: they run alone, and leave it as it was.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public class EnvironmentCollection
{
    public const string Name = "environment";
}
