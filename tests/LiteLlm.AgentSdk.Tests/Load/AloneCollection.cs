using Xunit;

namespace LiteLlm.AgentSdk.Tests.Load;

/// <summary>Tests that measure the process, and therefore run alone in it.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class AloneCollection
{
    public const string Name = "alone";
}
