#if !NET9_0_OR_GREATER
namespace System.Runtime.CompilerServices;

/// <summary>The attribute that the compiler looks for by its name; net8.0 does not have it.</summary>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Constructor | AttributeTargets.Property, Inherited = false)]
internal sealed class OverloadResolutionPriorityAttribute(int priority) : Attribute
{
    public int Priority { get; } = priority;
}
#endif
