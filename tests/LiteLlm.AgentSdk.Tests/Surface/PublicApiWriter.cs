using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;

namespace LiteLlm.AgentSdk.Tests.Surface;

/// <summary>
/// Writes the public surface of an assembly as text that a person can review: sorted, one member per line, without the members that the
/// compiler adds to records.
/// </summary>
internal sealed class PublicApiWriter
{
    private readonly NullabilityInfoContext _nullability = new();

    public static string Write(Assembly assembly) => Write(Reflected.PublicTypes(assembly));

    public static string Write(IEnumerable<Type> types)
    {
        PublicApiWriter writer = new();
        StringBuilder text = new();
        foreach (IGrouping<string,
            Type> space in types.GroupBy(type => type.Namespace ?? "").OrderBy(space => space.Key, StringComparer.Ordinal))
        {
            text.Append(text.Length == 0 ? "" : "\n").Append("namespace ").Append(space.Key).Append('\n');
            foreach (Type type in space.OrderBy(type => TypeText.Name(type), StringComparer.Ordinal))
            {
                text.Append('\n').Append(writer.Header(type)).Append('\n');
                foreach (string member in writer.Members(type))
                {
                    text.Append("    ").Append(member).Append('\n');
                }
            }
        }

        return text.ToString();
    }

    private string Header(Type type)
    {
        StringBuilder text = new(Attributes(type));
        text.Append(type.IsNestedFamily || type.IsNestedFamORAssem ? "protected " : "public ");
        if (type.IsSubclassOf(typeof(Delegate)))
        {
            MethodInfo invoke = type.GetMethod("Invoke")!;
            return text.Append("delegate ").Append(Returned(invoke)).Append(' ').Append(TypeText.Name(type)).Append(Parameters(invoke))
                .Append(Constraints(type.GetGenericArguments())).ToString();
        }

        text.Append(Kind(type)).Append(' ').Append(TypeText.Name(type));
        string[] bases = [.. Bases(type)];
        if (bases.Length > 0)
        {
            text.Append(" : ").AppendJoin(", ", bases);
        }

        return text.Append(Constraints(type.GetGenericArguments())).ToString();
    }

    private static string Kind(Type type)
    {
        string record = Reflected.IsRecord(type) ? "record " : "";
        if (type.IsEnum)
        {
            return "enum";
        }

        if (type.IsInterface)
        {
            return "interface";
        }

        if (type.IsValueType)
        {
            return (type.IsDefined(typeof(IsReadOnlyAttribute), false) ? "readonly " : "") + (type.IsByRefLike ? "ref " : "") + record
                + "struct";
        }

        string modifier = (type.IsAbstract, type.IsSealed) switch
        {
            (true, true) => "static ",
            (true, false) => "abstract ",
            (false, true) => "sealed ",
            _ => "",
        };
        return modifier + record + "class";
    }

    private static IEnumerable<string> Bases(Type type)
    {
        if (type.IsEnum)
        {
            return type.GetEnumUnderlyingType() == typeof(int) ? [] : [TypeText.Of(type.GetEnumUnderlyingType())];
        }

        Type? parent = type.BaseType;
        IEnumerable<string> first = parent is not null && parent != typeof(object) && parent != typeof(ValueType) ? [TypeText.Of(parent)]
            : [];
        Type[] interfaces = type.GetInterfaces();
        IEnumerable<Type> own = interfaces
            .Where(contract => contract.IsVisible)
            .Where(contract => parent?.GetInterfaces().Contains(contract) != true)
            .Where(contract => !interfaces.Any(other => other != contract && other.GetInterfaces().Contains(contract)))
            .Where(contract =>
                !(Reflected.IsRecord(type) && contract.IsGenericType && contract.GetGenericTypeDefinition() == typeof(IEquatable<>)));
        return first.Concat(own.Select(contract => TypeText.Of(contract)).Order(StringComparer.Ordinal));
    }

    private IEnumerable<string> Members(Type type)
    {
        if (type.IsEnum)
        {
            return type.GetFields(BindingFlags.Public | BindingFlags.Static)
                .OrderBy(field => Convert.ToInt64(field.GetRawConstantValue(), CultureInfo.InvariantCulture))
                .Select(field => $"{field.Name} = {field.GetRawConstantValue()}");
        }

        if (type.IsSubclassOf(typeof(Delegate)))
        {
            return [];
        }

        return
        [
            .. Reflected.VisibleFields(type).Select(Field).Order(StringComparer.Ordinal),
            .. Reflected.VisibleConstructors(type).Select(Constructor).Order(StringComparer.Ordinal),
            .. InOrder(Reflected.VisibleProperties(type).Select(Property)),
            .. InOrder(Reflected.VisibleEvents(type).Select(Event)),
            .. InOrder(Reflected.VisibleMethods(type).Select(Method)),
        ];

        static IEnumerable<string> InOrder(IEnumerable<(string Name, string Text)> members) =>
            members.OrderBy(member =>
                member.Name, StringComparer.Ordinal).ThenBy(member => member.Text, StringComparer.Ordinal).Select(member => member.Text);
    }

    private string Field(FieldInfo field)
    {
        string modifier = field.IsLiteral ? "const " : (field.IsStatic ? "static " : "") + (field.IsInitOnly ? "readonly " : "");
        string value = field.IsLiteral ? " = " + Literal(field.GetRawConstantValue(), field.FieldType) : "";
        return $"{Attributes(field)}{Access(field.IsPublic)}{modifier}{TypeText.Of(field.FieldType, _nullability.Create(field))} "
            + $"{field.Name}{value}";
    }

    private string Constructor(ConstructorInfo constructor) =>
        $"{Attributes(constructor)}{Access(constructor.IsPublic)}{TypeText.Name(constructor.DeclaringType!).Split('.')[^1].Split('<')[0]}"
            + $"{Parameters(constructor)}";

    private (string Name, string Text) Property(PropertyInfo property)
    {
        MethodInfo? getter = Reflected.IsVisible(property.GetMethod) ? property.GetMethod : null;
        MethodInfo? setter = Reflected.IsVisible(property.SetMethod) ? property.SetMethod : null;
        MethodInfo widest = getter?.IsPublic == true || setter is null ? getter! : setter;
        bool init = setter?.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit)) == true;

        string accessors = string.Concat(
            getter is null ? "" : Narrower(getter) + "get; ",
            setter is null ? "" : Narrower(setter) + (init ? "init; " : "set; "));
        string required = property.IsDefined(typeof(RequiredMemberAttribute), false) ? "required " : "";
        ParameterInfo[] index = property.GetIndexParameters();
        string name = index.Length == 0 ? property.Name : $"this[{string.Join(", ", index.Select(Parameter))}]";
        return (property.Name,
            $"{Attributes(property)}{Access(widest.IsPublic)}{Modifiers(widest)}{required}"
                + $"{TypeText.Of(property.PropertyType, _nullability.Create(property))} {name} {{ {accessors}}}");

        string Narrower(MethodInfo accessor) => accessor.IsPublic == widest.IsPublic ? "" : "protected ";
    }

    private (string Name, string Text) Event(EventInfo @event) =>
        (@event.Name,
            $"{Attributes(@event)}{Access(@event.AddMethod!.IsPublic)}{Modifiers(@event.AddMethod)}event "
                + $"{TypeText.Of(@event.EventHandlerType!, _nullability.Create(@event))} {@event.Name}");

    private (string Name, string Text) Method(MethodInfo method)
    {
        string name = method.Name switch
        {
            "op_Implicit" => "implicit operator " + Returned(method),
            "op_Explicit" => "explicit operator " + Returned(method),
            _ when method.Name.StartsWith("op_", StringComparison.Ordinal) => $"{Returned(method)} operator {method.Name[3..]}",
            _ => $"{Returned(method)} {method.Name}",
        };
        string generic = method.IsGenericMethodDefinition
            ? $"<{string.Join(", ", method.GetGenericArguments().Select(argument => argument.Name))}>"
            : "";
        return (method.Name,
            $"{Attributes(method)}{Access(method.IsPublic)}{Modifiers(method)}{name}{generic}{Parameters(method)}"
                + $"{Constraints(method.IsGenericMethodDefinition ? method.GetGenericArguments() : [])}");
    }

    private string Returned(MethodInfo method) =>
        (method.ReturnType.IsByRef ? "ref " : "") + TypeText.Of(method.ReturnType, _nullability.Create(method.ReturnParameter));

    private string Parameters(MethodBase method)
    {
        string receiver = method.IsDefined(typeof(ExtensionAttribute), false) ? "this " : "";
        return $"({receiver}{string.Join(", ", method.GetParameters().Select(Parameter))})";
    }

    private string Parameter(ParameterInfo parameter)
    {
        string modifier = parameter switch
        {
            { IsOut: true, ParameterType.IsByRef: true } => "out ",
            { IsIn: true, ParameterType.IsByRef: true } => "in ",
            { ParameterType.IsByRef: true } => "ref ",
            _ when parameter.IsDefined(typeof(ParamArrayAttribute), false)
                || parameter.IsDefined(typeof(ParamCollectionAttribute), false) => "params ",
            _ => "",
        };
        string value = parameter.HasDefaultValue ? " = " + Literal(parameter.RawDefaultValue, parameter.ParameterType) : "";
        return $"{modifier}{TypeText.Of(parameter.ParameterType, _nullability.Create(parameter))} {parameter.Name}{value}";
    }

    private static string Literal(object? value, Type type) => value switch
    {
        null => Nullable.GetUnderlyingType(type) is null && type.IsValueType ? "default" : "null",
        string text => "\""
            + text.Replace("\\", @"\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\n", "\\n",
            StringComparison.Ordinal) + "\"",
        bool flag => flag ? "true" : "false",
        _ when (Nullable.GetUnderlyingType(type) ?? type) is { IsEnum: true } @enum => $"{@enum.Name}.{Enum.ToObject(@enum, value)}",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };

    private static string Access(bool isPublic) => isPublic ? "" : "protected ";

    private static string Modifiers(MethodInfo method)
    {
        if (method.IsStatic)
        {
            return method.IsAbstract ? "static abstract " : "static ";
        }

        if (method.DeclaringType!.IsInterface)
        {
            return method.IsAbstract ? "" : "virtual ";
        }

        bool overrides = method.GetBaseDefinition() != method;
        return (method.IsAbstract, overrides, method.IsVirtual, method.IsFinal) switch
        {
            (true, false, _, _) => "abstract ",
            (true, true, _, _) => "abstract override ",
            (_, true, _, true) => "sealed override ",
            (_, true, _, _) => "override ",
            (_, _, true, false) => "virtual ",
            _ => "",
        };
    }

    private static string Constraints(Type[] parameters)
    {
        StringBuilder text = new();
        foreach (Type parameter in parameters.Where(parameter => parameter.IsGenericParameter))
        {
            GenericParameterAttributes flags = parameter.GenericParameterAttributes;
            bool value = flags.HasFlag(GenericParameterAttributes.NotNullableValueTypeConstraint);
            List<string> constraints =
            [
                .. flags.HasFlag(GenericParameterAttributes.ReferenceTypeConstraint) ? ["class"] : Array.Empty<string>(),
                .. value ? ["struct"] : Array.Empty<string>(),
                .. parameter.GetGenericParameterConstraints().Where(constraint =>
                    constraint != typeof(ValueType)).Select(constraint => TypeText.Of(constraint)).Order(StringComparer.Ordinal),
                .. flags.HasFlag(GenericParameterAttributes.DefaultConstructorConstraint) && !value ? ["new()"] : Array.Empty<string>(),
            ];
            if (constraints.Count > 0)
            {
                text.Append(" where ").Append(parameter.Name).Append(" : ").AppendJoin(", ", constraints);
            }
        }

        return text.ToString();
    }

    private static string Attributes(MemberInfo member)
    {
        IEnumerable<string> shown = member.CustomAttributes
            .Where(attribute => !attribute.AttributeType.FullName!.StartsWith("System.Runtime.CompilerServices.", StringComparison.Ordinal))
            .Where(attribute => s_shown.Contains(attribute.AttributeType.Name))
            // The compiler adds this attribute to constructors of types with required members, for older compilers.
            .Where(attribute =>
                !(attribute.AttributeType == typeof(ObsoleteAttribute) && member is ConstructorInfo
                && attribute.ConstructorArguments is [{ Value: string why }, ..]
                && why.StartsWith("Constructors of types with required members", StringComparison.Ordinal)))
            .Select(attribute => "[" + attribute.AttributeType.Name[..^"Attribute".Length] + "] ")
            .Order(StringComparer.Ordinal);
        return string.Concat(shown);
    }

    private static readonly HashSet<string> s_shown =
    [
        nameof(ObsoleteAttribute),
        nameof(FlagsAttribute),
        "ExperimentalAttribute",
        "RequiresUnreferencedCodeAttribute",
        "RequiresDynamicCodeAttribute",
    ];
}
