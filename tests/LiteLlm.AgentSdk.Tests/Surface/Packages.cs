using System.Reflection;
using Xunit;

namespace LiteLlm.AgentSdk.Tests.Surface;

/// <summary>The packages whose public surface is listed and checked.</summary>
internal static class Packages
{
    public const string Core = "LiteLlm.AgentSdk";
    public const string Testing = "LiteLlm.AgentSdk.Testing";
    public const string ExtensionsAI = "LiteLlm.AgentSdk.Extensions.AI";
    public const string ExtensionsAgents = "LiteLlm.AgentSdk.Extensions.Agents";
    public const string AspNetCore = "LiteLlm.AgentSdk.AspNetCore";

    public static TheoryData<string> All => [Core, Testing, ExtensionsAI, ExtensionsAgents, AspNetCore];

    public static Assembly CoreAssembly => Load(Core);

    public static Assembly Load(string package) => Assembly.Load(new AssemblyName(package));
}
