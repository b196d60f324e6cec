using System.Reflection;
using System.Runtime.CompilerServices;

namespace LiteLlm.AgentSdk.Tests.Surface;

/// <summary>What the listing and the rules ask of a type or member.</summary>
internal static class Reflected
{
    public const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    /// <summary>Public types, nested ones included.</summary>
    public static IEnumerable<Type> PublicTypes(Assembly assembly) =>
        assembly.GetTypes().Where(IsVisible).OrderBy(type => type.FullName, StringComparer.Ordinal);

    public static bool IsVisible(Type type) =>
        !type.IsNested ? type.IsPublic
        : (type.IsNestedPublic || (type.IsNestedFamily || type.IsNestedFamORAssem) && CanBeDerived(type.DeclaringType!))
            && IsVisible(type.DeclaringType!);

    public static bool IsVisible(MethodBase? method) =>
        method is not null && (method.IsPublic || (method.IsFamily || method.IsFamilyOrAssembly) && CanBeDerived(method.DeclaringType!));

    public static bool IsVisible(PropertyInfo property) => IsVisible(property.GetMethod) || IsVisible(property.SetMethod);

    public static bool IsVisible(FieldInfo field) =>
        field.IsPublic || (field.IsFamily || field.IsFamilyOrAssembly) && CanBeDerived(field.DeclaringType!);

    public static bool CanBeDerived(Type type) => type is { IsClass: true, IsSealed: false };

    public static bool IsCompilerMade(MemberInfo member) => member.IsDefined(typeof(CompilerGeneratedAttribute), inherit: false);

    /// <summary>A record or record struct, told by the PrintMembers that the compiler gives to each.</summary>
    public static bool IsRecord(Type type) =>
        type.GetMethod("<Clone>$", Declared) is not null
        || (type.IsValueType && type.GetMethod("PrintMembers", Declared) is { } print && IsCompilerMade(print));

    /// <summary>Properties that someone wrote, as far as the type shows them to its users.</summary>
    public static IEnumerable<PropertyInfo> VisibleProperties(Type type) =>
        type.GetProperties(Declared).Where(property =>
            IsVisible(property) && !IsCompilerMade(property) && property.Name != "EqualityContract");

    /// <summary>Methods that someone wrote: no accessors, operators in, nothing of what the compiler gives to a record.</summary>
    public static IEnumerable<MethodInfo> VisibleMethods(Type type) =>
        type.GetMethods(Declared).Where(method => IsVisible(method) && !IsCompilerMade(method) && !IsAccessor(method));

    public static IEnumerable<ConstructorInfo> VisibleConstructors(Type type) =>
        type.GetConstructors(Declared).Where(constructor =>
            IsVisible(constructor) && !constructor.IsStatic && !IsCompilerMade(constructor) && !IsCopyConstructor(constructor));

    public static IEnumerable<FieldInfo> VisibleFields(Type type) =>
        type.GetFields(Declared).Where(field => IsVisible(field) && !field.IsSpecialName && !IsCompilerMade(field));

    public static IEnumerable<EventInfo> VisibleEvents(Type type) =>
        type.GetEvents(Declared).Where(@event => IsVisible(@event.AddMethod));

    /// <summary>Whether the method's name and shape were given by a base type or interface of another assembly.</summary>
    public static bool IsGivenFromOutside(MethodInfo method)
    {
        Type type = method.DeclaringType!;
        if (method.GetBaseDefinition().DeclaringType!.Assembly != type.Assembly)
        {
            return true;
        }

        return !type.IsInterface
            && type.GetInterfaces().Where(contract => contract.Assembly != type.Assembly)
                .Any(contract => type.GetInterfaceMap(contract).TargetMethods.Contains(method));
    }

    private static bool IsAccessor(MethodInfo method) =>
        method.IsSpecialName && !method.Name.StartsWith("op_", StringComparison.Ordinal);

    private static bool IsCopyConstructor(ConstructorInfo constructor) =>
        IsRecord(constructor.DeclaringType!) && constructor.GetParameters() is [var only]
            && only.ParameterType == constructor.DeclaringType;
}
