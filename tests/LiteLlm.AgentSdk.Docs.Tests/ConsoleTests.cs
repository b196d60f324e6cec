using Xunit;

namespace LiteLlm.AgentSdk.Docs.Tests;

/// <summary>Tests that run snippets one after the other, since the console and the current directory belong to the process.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class ConsoleTests
{
    public const string Name = "console";
}
