using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace LiteLlm.AgentSdk.Tests.Surface;

/// <summary>
/// The rules of the public surface. Each rule returns a description of every violation; an empty result means that the rule is kept.
/// </summary>
internal static partial class SurfaceRules
{
    /// <summary>
    /// Enums can't hold unknown values, so open sets are structs over a string. Sets that the SDK itself defines are closed.
    /// </summary>
    private static readonly HashSet<string> s_enums = ["Delivery", "PlatformGeneration", "TerminalEndReason"];

    /// <summary>Members whose contract is a mutable or another collection, with the reason.</summary>
    private static readonly Dictionary<string, string> s_collections = new(StringComparer.Ordinal)
    {
        ["ExtensionData"] = "System.Text.Json fills it",
        ["AdditionalProperties"] = "System.Text.Json fills it",
        ["ExtraHeaders"] = "configuration binds to it",
    };

    /// <summary>Types that are a collection themselves.</summary>
    private static readonly HashSet<string> s_collectionTypes = ["EnvironmentVariables"];

    public static IEnumerable<string> Namespaces(IEnumerable<Type> types, params string[] allowed) =>
        types.Where(type => !allowed.Contains(type.Namespace) && type.Namespace != "Microsoft.Extensions.DependencyInjection")
            .Select(type => $"{type} is in namespace {type.Namespace}.")
            .Concat(types.Where(type => type.Namespace == "Microsoft.Extensions.DependencyInjection" && !(type.IsAbstract && type.IsSealed))
                .Select(type => $"{type}: only extension methods belong to that namespace."));

    public static IEnumerable<string> Async(IEnumerable<Type> types)
    {
        foreach (MethodInfo method in types.Where(type => !type.IsSubclassOf(typeof(Delegate))).SelectMany(Reflected.VisibleMethods))
        {
            if (Reflected.IsGivenFromOutside(method))
            {
                continue;
            }

            string name = $"{method.DeclaringType!.Name}.{method.Name}";
            bool task = IsTask(method.ReturnType);
            bool named = method.Name.EndsWith("Async", StringComparison.Ordinal);
            if (named != (task || (IsAsyncEnumerable(method.ReturnType) && !IsView(method))))
            {
                yield return named
                    ? $"{name} ends in Async and returns {TypeText.Of(method.ReturnType)}."
                    : $"{name} returns {TypeText.Of(method.ReturnType)} and does not end in Async.";
            }

            ParameterInfo[] parameters = method.GetParameters();
            ParameterInfo? token = parameters.FirstOrDefault(parameter => parameter.ParameterType == typeof(CancellationToken));
            if (token is null && task)
            {
                yield return $"{name} can't be cancelled: it has no CancellationToken.";
            }

            if (token is not null && (token != parameters[^1] || token.Name != "cancellationToken" || !token.HasDefaultValue))
            {
                yield return $"{name}: its last parameter has to be CancellationToken cancellationToken = default.";
            }

            if (named && method.DeclaringType.GetMethods().Any(other => other.Name == method.Name[..^"Async".Length]))
            {
                yield return $"{name} has a twin that is not asynchronous.";
            }
        }
    }

    /// <summary>Methods that list resources return the type for lists.</summary>
    public static IEnumerable<string> Lists(IEnumerable<Type> types) =>
        types.SelectMany(Reflected.VisibleMethods)
            .Where(method => ListName().IsMatch(method.Name)
                && !(method.ReturnType.IsGenericType && method.ReturnType.GetGenericTypeDefinition() == typeof(PagedAsyncEnumerable<>)))
            .Select(method =>
                $"{method.DeclaringType!.Name}.{method.Name} returns {TypeText.Of(method.ReturnType)} and not PagedAsyncEnumerable.");

    public static IEnumerable<string> AsyncVoid(IEnumerable<Type> types) =>
        types.SelectMany(type => type.GetMethods(Reflected.Declared))
            .Where(method => method.ReturnType == typeof(void) && method.IsDefined(typeof(AsyncStateMachineAttribute), inherit: false))
            .Select(method => $"{method.DeclaringType!.Name}.{method.Name} is async void.");

    public static IEnumerable<string> Documentation(IEnumerable<Type> types, XmlDocs docs)
    {
        foreach (Type type in types)
        {
            if (!docs.HasSummary(type))
            {
                yield return $"{type} has no summary.";
            }

            IEnumerable<MemberInfo> members = type.IsSubclassOf(typeof(Delegate))
                ? []
                : [
                    .. Reflected.VisibleFields(type),
                    .. Reflected.VisibleProperties(type),
                    .. Reflected.VisibleMethods(type),
                    .. Reflected.VisibleEvents(type),
                    .. Reflected.VisibleConstructors(type).Where(constructor => constructor.GetParameters().Length > 0),
                ];
            foreach (MemberInfo member in members)
            {
                bool said = docs.HasSummary(member) || member switch
                {
                    ConstructorInfo constructor => docs.HasParameters(type, constructor.GetParameters()),
                    PropertyInfo property => Positional(type, property) is { } parameter && docs.HasParameters(type, [parameter]),
                    _ => false,
                };
                if (!said)
                {
                    yield return $"{XmlDocs.Id(member)} has no summary.";
                }
            }
        }
    }

    /// <summary>Summaries of properties begin with "Gets" or "Sets", those of constructors with "Initializes".</summary>
    public static IEnumerable<string> Summaries(IEnumerable<Type> types, XmlDocs docs)
    {
        foreach (Type type in types.Where(type => !type.IsSubclassOf(typeof(Delegate))))
        {
            IEnumerable<(MemberInfo Member, string[] Beginnings)> members =
            [
                .. Reflected.VisibleProperties(type).Where(property => Positional(type, property) is null)
                    .Select(property => ((MemberInfo)property, (string[])["Gets ", "Sets "])),
                .. Reflected.VisibleConstructors(type).Select(constructor => ((MemberInfo)constructor, (string[])["Initializes "])),
            ];
            foreach ((MemberInfo member, string[] beginnings) in members)
            {
                // A primary constructor has the summary of its type.
                if (docs.SummaryOf(member) is { } summary && summary != docs.SummaryOf(type)
                    && !beginnings.Any(beginning => summary.StartsWith(beginning, StringComparison.Ordinal)))
                {
                    yield return $"{XmlDocs.Id(member)}: \"{summary}\" does not begin with {beginnings[0].Trim()}.";
                }
            }
        }
    }

    public static IEnumerable<string> Collections(IEnumerable<Type> types)
    {
        foreach (Type type in types.Where(type => !s_collectionTypes.Contains(type.Name)))
        {
            IEnumerable<(string Member, Type Type, bool IsParameter)> shown =
            [
                .. Reflected.VisibleProperties(type).Select(property => (property.Name, property.PropertyType, false)),
                .. Reflected.VisibleFields(type).Select(field => (field.Name, field.FieldType, false)),
                .. Reflected.VisibleConstructors(type).SelectMany(constructor =>
                    constructor.GetParameters()).Select(parameter => (parameter.Name!, parameter.ParameterType, true)),
                .. Reflected.VisibleMethods(type).Where(method => !Reflected.IsGivenFromOutside(method))
                    .SelectMany(method =>
                        method.GetParameters().Select(parameter =>
                        (method.Name, parameter.ParameterType, true)).Append((method.Name, method.ReturnType, false))),
            ];
            foreach ((string member, Type used, bool isParameter) in shown.Where(shown => !s_collections.ContainsKey(shown.Member)))
            {
                foreach (Type part in Parts(used).Where(part => IsOtherCollection(part, isParameter)))
                {
                    yield return $"{type.Name}.{member} shows {TypeText.Of(part)}; collections are IReadOnlyList or IReadOnlyDictionary.";
                }
            }
        }
    }

    public static IEnumerable<string> Enums(IEnumerable<Type> types) =>
        types.Where(type => type.IsEnum && !s_enums.Contains(type.Name))
            .Select(type => $"{type} is an enum: open sets are readonly record structs over a string.");

    public static IEnumerable<string> Exceptions(IEnumerable<Type> types) =>
        types.Where(type => type.IsSubclassOf(typeof(Exception)) && !Lineage(type).Any(parent => parent.Name == "AgentPlatformException"))
            .Select(type => $"{type} does not derive from AgentPlatformException.");

    /// <summary>One public type in a file, and the file named after it ("Agent.cs"; "Agent.Create.cs" for a part of it).</summary>
    public static IEnumerable<string> Files(IEnumerable<(string Name, string Text)> files)
    {
        foreach ((string name, string text) in files)
        {
            string[] types = [.. PublicType().Matches(text).Select(match => match.Groups["name"].Value).Distinct(StringComparer.Ordinal)];
            if (types.Length > 1)
            {
                yield return $"{name} has {types.Length} public types: {string.Join(", ", types)}.";
            }
            else if (types is [var only] && Path.GetFileName(name).Split('.')[0] != only)
            {
                yield return $"{name} is not named after {only}.";
            }
        }
    }

    private static bool IsTask(Type type) =>
        type == typeof(Task) || type == typeof(ValueTask)
        || (type.IsGenericType && type.GetGenericTypeDefinition() is { } open && (open == typeof(Task<>) || open == typeof(ValueTask<>)));

    private static bool IsAsyncEnumerable(Type type) =>
        new[] { type }.Concat(type.GetInterfaces()).Any(part =>
            part.IsGenericType && part.GetGenericTypeDefinition() == typeof(IAsyncEnumerable<>));

    /// <summary>Returns whether the method returns another view of the object, such as <c>AsPages</c>, and starts no operation.</summary>
    private static bool IsView(MethodInfo method) => ViewName().IsMatch(method.Name) && method.GetParameters().Length == 0;

    private static ParameterInfo? Positional(Type type, PropertyInfo property) =>
        Reflected.VisibleConstructors(type).SelectMany(constructor => constructor.GetParameters())
            .FirstOrDefault(parameter =>
                string.Equals(parameter.Name, property.Name, StringComparison.Ordinal) && parameter.ParameterType == property.PropertyType);

    private static IEnumerable<Type> Lineage(Type type)
    {
        for (Type? current = type; current is not null; current = current.BaseType)
        {
            yield return current;
        }
    }

    /// <summary>Returns the type and its type arguments. Byte arrays don't count as collections.</summary>
    private static IEnumerable<Type> Parts(Type type) =>
        type.IsByRef ? Parts(type.GetElementType()!)
        : type == typeof(byte[]) ? []
        : [type, .. type.IsGenericType ? type.GetGenericArguments().SelectMany(Parts) : []];

    private static bool IsOtherCollection(Type type, bool isParameter)
    {
        if (type.IsArray)
        {
            return true;
        }

        if (type == typeof(string) || !type.IsAssignableTo(typeof(System.Collections.IEnumerable))
            || type.Namespace?.StartsWith("System.Collections", StringComparison.Ordinal) != true)
        {
            return false;
        }

        Type open = type.IsGenericType ? type.GetGenericTypeDefinition() : type;
        return open != typeof(IReadOnlyList<>) && open != typeof(IReadOnlyDictionary<,>) && !(isParameter && open == typeof(IEnumerable<>));
    }

    [GeneratedRegex(@"^List([A-Z]\w*)?Async$", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex ListName();

    [GeneratedRegex(@"^As[A-Z]", RegexOptions.None, 5000)]
    private static partial Regex ViewName();

    [GeneratedRegex(
        @"^public\s+(?:(?:static|sealed|abstract|partial|readonly|ref|unsafe|new)\s+)*"
            + @"(?:class|struct|interface|enum|record(?:\s+(?:class|struct))?|delegate\s+[\w<>?,.\[\] ]+?)\s+(?<name>\w+)",
        RegexOptions.Multiline | RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex PublicType();
}
