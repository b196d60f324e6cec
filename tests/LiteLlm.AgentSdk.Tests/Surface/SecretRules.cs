using System.Collections;
using System.Diagnostics;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace LiteLlm.AgentSdk.Tests.Surface;

/// <summary>The rules for types with secrets, which must not print them. Each rule returns a description of every violation.</summary>
internal static class SecretRules
{
    private const string Canary = "canary-0af3";

    private static readonly HashSet<string> s_secrets = new(StringComparer.OrdinalIgnoreCase)
    {
        "ApiKey", "Key", "MasterKey", "LitellmApiKey", "LiteLlmApiKey", "GatewayKey", "GatewayApiKey", "TtyToken", "Token", "AccessToken",
        "BearerToken", "Authorization", "Password", "Secret", "EnvVars", "EnvironmentVariables",
    };

    /// <summary>Returns every type, public or not, with a property whose name indicates a secret.</summary>
    public static IEnumerable<Type> Holders(IEnumerable<Type> types) =>
        types.Where(type => !type.IsInterface && !type.IsGenericTypeDefinition && !Reflected.IsCompilerMade(type) && Secrets(type).Any());

    public static IEnumerable<string> Printing(IEnumerable<Type> types)
    {
        foreach (Type type in Holders(types))
        {
            string secrets = string.Join(", ", Secrets(type).Select(property => property.Name));
            if (Reflected.IsRecord(type)
                && (type.GetMethod(nameof(ToString), Reflected.Declared, []) is not { } print || Reflected.IsCompilerMade(print)))
            {
                yield return $"{type} is a record with {secrets}: the compiler's ToString would print it.";
                continue;
            }

            if (type.GetCustomAttribute<DebuggerDisplayAttribute>()?.Value is { } display
                && Secrets(type).Any(property => display.Contains("{" + property.Name, StringComparison.Ordinal)))
            {
                yield return $"{type} shows {secrets} in the debugger.";
            }

            if (!type.IsAbstract && Filled(type).ToString() is { } text && text.Contains(Canary, StringComparison.Ordinal))
            {
                yield return $"{type}.ToString() prints a secret: {text}";
            }
        }
    }

    /// <summary>Creates an instance with a canary in each property that is, or may contain, a secret.</summary>
    private static object Filled(Type type)
    {
        // Uses the constructor without parameters if there is one.
        object instance =
            type.GetConstructor(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic, Type.EmptyTypes)?.Invoke(null)
            ?? RuntimeHelpers.GetUninitializedObject(type);
        foreach (PropertyInfo property in Hierarchy(type).SelectMany(part =>
            part.GetProperties(Reflected.Declared)).Where(property => property.GetIndexParameters().Length == 0))
        {
            bool secret = s_secrets.Contains(property.Name) || property.PropertyType == typeof(JsonElement)
                || property.PropertyType == typeof(JsonElement?);
            object? value = secret ? CanaryFor(property.PropertyType) : property.PropertyType == typeof(string) ? "x" : null;
            if (value is not null)
            {
                Set(instance, property, value);
            }
        }

        return instance;
    }

    private static object? CanaryFor(Type type)
    {
        if (type == typeof(string) || type == typeof(object))
        {
            return Canary;
        }

        if (type == typeof(JsonElement) || type == typeof(JsonElement?))
        {
            return JsonDocument.Parse($$"""{ "tty_token": "{{Canary}}", "env_vars": { "NAME": "{{Canary}}" } }""").RootElement;
        }

        if (type == typeof(JsonObject) || type == typeof(JsonNode))
        {
            return new JsonObject { ["NAME"] = Canary };
        }

        Dictionary<string, string> map = new() { ["NAME"] = Canary };
        if (type.IsInstanceOfType(map))
        {
            return map;
        }

        // A map type of the package is filled by a constructor that accepts a map, or by adding values.
        if (type.IsAssignableTo(typeof(IEnumerable)))
        {
            foreach (ConstructorInfo constructor in type.GetConstructors(Reflected.Declared))
            {
                if (constructor.GetParameters() is [var only] && only.ParameterType.IsInstanceOfType(map))
                {
                    return constructor.Invoke([map]);
                }
            }

            if (type.GetConstructor(Type.EmptyTypes) is { } empty && type.GetMethod("Add", [typeof(string), typeof(string)]) is { } add)
            {
                object own = empty.Invoke(null);
                add.Invoke(own, ["NAME", Canary]);
                return own;
            }
        }

        return type.GetConstructor(Reflected.Declared, [typeof(string)])?.Invoke([Canary]);
    }

    private static void Set(object instance, PropertyInfo property, object value)
    {
        if (property.GetSetMethod(nonPublic: true) is { } setter)
        {
            try
            {
                setter.Invoke(instance, [value]);
            }
            catch (TargetInvocationException)
            {
                // A setter that refuses a canary stores none.
            }
        }
        else
        {
            property.DeclaringType!.GetField($"<{property.Name}>k__BackingField", Reflected.Declared)?.SetValue(instance, value);
        }
    }

    private static IEnumerable<PropertyInfo> Secrets(Type type) =>
        Hierarchy(type).SelectMany(part => part.GetProperties(Reflected.Declared))
            .Where(property => s_secrets.Contains(property.Name) && !property.PropertyType.IsPrimitive
                && property.PropertyType != typeof(CancellationToken));

    private static IEnumerable<Type> Hierarchy(Type type)
    {
        for (Type? current = type; current is not null && current != typeof(object)
            && current.Namespace?.StartsWith("System", StringComparison.Ordinal) != true; current = current.BaseType)
        {
            yield return current;
        }
    }
}
