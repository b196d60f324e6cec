using Xunit;

namespace LiteLlm.AgentSdk.Cli.Tests.Support;

/// <summary>Tests that measure the processor's time: nothing else runs in their process meanwhile.</summary>
[CollectionDefinition(nameof(MeasuredTests), DisableParallelization = true)]
#pragma warning disable CA1711, CA1515
public sealed class MeasuredTests;
#pragma warning restore CA1711, CA1515
