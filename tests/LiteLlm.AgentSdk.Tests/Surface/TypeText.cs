using System.Reflection;

namespace LiteLlm.AgentSdk.Tests.Surface;

/// <summary>Writes types as in C#, with nullability.</summary>
internal static class TypeText
{
    private static readonly Dictionary<Type, string> s_keywords = new()
    {
        [typeof(void)] = "void",
        [typeof(object)] = "object",
        [typeof(string)] = "string",
        [typeof(bool)] = "bool",
        [typeof(char)] = "char",
        [typeof(byte)] = "byte",
        [typeof(sbyte)] = "sbyte",
        [typeof(short)] = "short",
        [typeof(ushort)] = "ushort",
        [typeof(int)] = "int",
        [typeof(uint)] = "uint",
        [typeof(long)] = "long",
        [typeof(ulong)] = "ulong",
        [typeof(float)] = "float",
        [typeof(double)] = "double",
        [typeof(decimal)] = "decimal",
    };

    public static string Of(Type type, NullabilityInfo? nullability = null)
    {
        if (type.IsByRef)
        {
            return Of(type.GetElementType()!, nullability);
        }

        if (Nullable.GetUnderlyingType(type) is { } underlying)
        {
            return Of(underlying) + "?";
        }

        string text = type.IsArray
            ? Of(type.GetElementType()!, nullability?.ElementType) + "[" + new string(',', type.GetArrayRank() - 1) + "]"
            : Name(type, nullability?.GenericTypeArguments);

        bool mayBeNull = !type.IsValueType && !type.IsGenericParameter
            && (nullability?.ReadState == NullabilityState.Nullable || nullability?.WriteState == NullabilityState.Nullable);
        return mayBeNull ? text + "?" : text;
    }

    /// <summary>Returns the type's name without its namespace, with its enclosing types and its type parameters.</summary>
    public static string Name(Type type, NullabilityInfo[]? arguments = null)
    {
        if (s_keywords.TryGetValue(type, out string? keyword))
        {
            return keyword;
        }

        if (type.IsGenericParameter)
        {
            return type.Name;
        }

        Type[] all = type.GetGenericArguments();
        int outer = type.DeclaringType?.GetGenericArguments().Length ?? 0;
        string prefix = type.IsNested
            ? Name(type.DeclaringType!.IsGenericTypeDefinition && !type.IsGenericTypeDefinition
                ? type.DeclaringType.MakeGenericType(all[..outer]) : type.DeclaringType) + "."
            : "";
        string name = type.Name.Split('`')[0];
        if (all.Length == outer)
        {
            return prefix + name;
        }

        IEnumerable<string> own = Enumerable.Range(outer, all.Length - outer)
            .Select(index => Of(all[index], arguments is { } given && given.Length == all.Length ? given[index] : null));
        return $"{prefix}{name}<{string.Join(", ", own)}>";
    }
}
