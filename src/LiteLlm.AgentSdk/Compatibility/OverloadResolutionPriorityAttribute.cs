#if !NET9_0_OR_GREATER
namespace System.Runtime.CompilerServices;

/// <summary>What the compiler looks for; net8.0 does not have it yet.</summary>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Constructor | AttributeTargets.Property, Inherited = false)]
internal sealed class OverloadResolutionPriorityAttribute(int priority) : Attribute
{
    public int Priority { get; } = priority;
}
#endif
