using System.Reflection;
using Xunit.Sdk;

namespace LiteLlm.AgentSdk.IntegrationTests.Support;

/// <summary>Names the calls of the platform that a test makes. A test that doesn't make them fails.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class CoversAttribute(params string[] calls) : BeforeAfterTestAttribute
{
    public IReadOnlyList<string> Calls { get; } = calls;

    public override void Before(MethodInfo methodUnderTest) => CallRecorder.Begin();

    public override void After(MethodInfo methodUnderTest) =>
        CallRecorder.Missing(Calls).Should().BeEmpty("the test says that it makes these calls");
}
