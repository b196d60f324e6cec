using Xunit;

namespace LiteLlm.AgentSdk.Tests.Options;

/// <summary>Tests that change the environment of the process. They run alone and restore it.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public class EnvironmentCollection
{
    public const string Name = "environment";
}
