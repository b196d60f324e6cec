using Xunit;

namespace LiteLlm.AgentSdk.Docs.Tests;

/// <summary>Tests that run snippets, one after the other: the console and the current directory are the process's.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class ConsoleTests
{
    public const string Name = "console";
}
