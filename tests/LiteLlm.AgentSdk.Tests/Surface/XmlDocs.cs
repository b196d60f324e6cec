using System.Reflection;
using System.Xml.Linq;

namespace LiteLlm.AgentSdk.Tests.Surface;

/// <summary>The XML documentation that the compiler wrote for an assembly, by member.</summary>
internal sealed class XmlDocs(XDocument document)
{
    private readonly Dictionary<string, XElement> _members = document.Descendants("member")
        .GroupBy(member => (string?)member.Attribute("name") ?? "", StringComparer.Ordinal)
        .ToDictionary(members => members.Key, members => members.First(), StringComparer.Ordinal);

    public static XmlDocs Of(Assembly assembly) => new(XDocument.Load(Path.ChangeExtension(assembly.Location, ".xml")));

    /// <summary>
    /// Returns whether the member has a summary with text, or inherits the summary of the member that it overrides or implements.
    /// </summary>
    public bool HasSummary(MemberInfo member) =>
        _members.TryGetValue(Id(member), out XElement? entry)
        && (entry.Element("inheritdoc") is not null || IsSaid(entry.Element("summary")));

    /// <summary>Returns a member's own summary; null if it has none or inherits one.</summary>
    public string? SummaryOf(MemberInfo member) =>
        _members.TryGetValue(Id(member), out XElement? entry) && entry.Element("inheritdoc") is null
            ? entry.Element("summary")?.Value.Trim() : null;

    /// <summary>Returns whether the documentation of the type describes each parameter of its primary constructor.</summary>
    public bool HasParameters(Type type, IEnumerable<ParameterInfo> parameters) =>
        _members.TryGetValue(Id(type), out XElement? entry)
        && parameters.All(parameter =>
            entry.Elements("param").Any(said => (string?)said.Attribute("name") == parameter.Name && IsSaid(said)));

    /// <summary>Returns the documentation id of a member, as the language specification defines it.</summary>
    public static string Id(MemberInfo member) => member switch
    {
        Type type => "T:" + TypeId(type),
        PropertyInfo property => $"P:{Owner(member)}.{property.Name}{Parameters(property.GetIndexParameters())}",
        FieldInfo field => $"F:{Owner(member)}.{field.Name}",
        EventInfo @event => $"E:{Owner(member)}.{@event.Name}",
        ConstructorInfo constructor => $"M:{Owner(member)}.#ctor{Parameters(constructor.GetParameters())}",
        MethodInfo method => $"M:{Owner(member)}.{method.Name}{Arity(method)}{Parameters(method.GetParameters())}{Conversion(method)}",
        _ => throw new ArgumentException($"{member.MemberType} has no documentation id.", nameof(member)),
    };

    private static bool IsSaid(XElement? element) =>
        element is not null && (!string.IsNullOrWhiteSpace(element.Value) || element.HasElements);

    private static string Owner(MemberInfo member) => TypeId(member.DeclaringType!);

    private static string Arity(MethodInfo method) => method.IsGenericMethodDefinition ? "``" + method.GetGenericArguments().Length : "";

    private static string Conversion(MethodInfo method) =>
        method.Name is "op_Implicit" or "op_Explicit" ? "~" + TypeId(method.ReturnType) : "";

    private static string Parameters(ParameterInfo[] parameters) =>
        parameters.Length == 0 ? "" : $"({string.Join(',', parameters.Select(parameter => TypeId(parameter.ParameterType)))})";

    private static string TypeId(Type type)
    {
        if (type.IsByRef)
        {
            return TypeId(type.GetElementType()!) + "@";
        }

        if (type.IsArray)
        {
            return TypeId(type.GetElementType()!) + "[]";
        }

        if (type.IsGenericParameter)
        {
            return (type.DeclaringMethod is null ? "`" : "``") + type.GenericParameterPosition;
        }

        string prefix = type.IsNested ? TypeId(type.DeclaringType!) + "." : type.Namespace + ".";
        return type.IsConstructedGenericType
            ? $"{prefix}{type.Name.Split('`')[0]}{{{string.Join(',', type.GetGenericArguments().Select(TypeId))}}}"
            : prefix + type.Name;
    }
}
