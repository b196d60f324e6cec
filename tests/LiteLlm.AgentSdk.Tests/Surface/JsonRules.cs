using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using System.Text.RegularExpressions;

namespace LiteLlm.AgentSdk.Tests.Surface;

/// <summary>The rules for JSON on the wire. Each rule returns a description of every violation.</summary>
internal static partial class JsonRules
{
    /// <summary>Types whose names on the wire are not snake_case, including derived types, with the reason.</summary>
    private static readonly Dictionary<Type, string> s_notSnakeCase = new()
    {
        [typeof(SessionEvent)] = "a harness payload: camelCase with capitals on the wire, such as sessionID",
        [typeof(MessagePart)] = "a harness payload: messageID, callID",
        [typeof(MessageInfo)] = "a harness payload: parentID, modelID",
        [typeof(InlineHarnessStatus)] = "the cluster's own name on the wire: readyReplicas",
    };

    /// <summary>Returns the source-generated contexts of an assembly, by their static Default.</summary>
    public static IEnumerable<JsonSerializerContext> Contexts(Assembly assembly) =>
        assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(JsonSerializerContext)))
            .Select(type => type.GetProperty("Default", BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static)?.GetValue(null))
            .OfType<JsonSerializerContext>();

    /// <summary>Returns every contract that a context declares or has discovered.</summary>
    public static IEnumerable<JsonTypeInfo> Contracts(JsonSerializerContext context) =>
        context.GetType().GetProperties(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.DeclaredOnly)
            .Where(property =>
                property.PropertyType.IsGenericType && property.PropertyType.GetGenericTypeDefinition() == typeof(JsonTypeInfo<>))
            .Select(property => context.GetTypeInfo(property.PropertyType.GetGenericArguments()[0]))
            .OfType<JsonTypeInfo>();

    public static IEnumerable<string> SnakeCase(JsonSerializerContext context) =>
        from contract in Contracts(context)
        where contract.Kind == JsonTypeInfoKind.Object && !s_notSnakeCase.Keys.Any(type => contract.Type.IsAssignableTo(type))
        from property in contract.Properties
        where !property.IsExtensionData && !SnakeCaseName().IsMatch(property.Name)
        select $"{contract.Type.Name}: \"{property.Name}\" is not snake_case.";

    /// <summary>Returns the types with JSON attributes that no context contains. They would need reflection at run time.</summary>
    public static IEnumerable<string> Registered(IEnumerable<Type> types, IReadOnlyList<JsonSerializerContext> contexts) =>
        types.Where(type => ((type.IsClass && !type.IsAbstract) || type.IsValueType) && !type.IsEnum && !type.IsGenericTypeDefinition
            && !IsPartOfJson(type) && SpeaksJson(type))
            .Where(type => contexts.All(context => context.GetTypeInfo(type) is null))
            .Select(type => $"{type} has JSON attributes and is in no JsonSerializerContext.");

    private static bool IsPartOfJson(Type type) =>
        type.IsAssignableTo(typeof(JsonConverter)) || type.IsAssignableTo(typeof(JsonSerializerContext));

    private static bool SpeaksJson(Type type) =>
        type.GetProperties(Reflected.Declared).Cast<MemberInfo>().Append(type)
            .Any(member =>
                member.GetCustomAttributes<JsonAttribute>(inherit: false).Any(attribute =>
                attribute is not JsonIgnoreAttribute { Condition: JsonIgnoreCondition.Always }));

    [GeneratedRegex("^(?:[a-z][a-z0-9]*(?:_[a-z0-9]+)*|\\$[a-z]+)$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex SnakeCaseName();
}
