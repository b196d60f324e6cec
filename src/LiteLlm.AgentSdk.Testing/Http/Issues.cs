using System.Text.Json;
using LiteLlm.AgentSdk.Testing.Json;

namespace LiteLlm.AgentSdk.Testing.Http;

/// <summary>The errors in a request body, in the format of the platform's validator.</summary>
internal sealed class Issues
{
    private readonly List<string> _issues = [];

    public bool Any => _issues.Count > 0;

    public int Count => _issues.Count;

    /// <summary>
    /// Gets a value indicating whether a value has the wrong type. A value of the right type that breaks a rule does not count.
    /// </summary>
    public bool IsAborted { get; private set; }

    public string Json => "{\"error\":[" + string.Join(",", _issues) + "]}";

    /// <summary>Reads an optional string. Null and other types are errors.</summary>
    public string? Text(
        JsonElement body, string name, bool required = false, int? minimum = null, int? maximum = null, string? tooShort = null)
    {
        if (!body.TryGetProperty(name, out JsonElement value))
        {
            if (required)
            {
                WrongType("string", null, [name]);
            }

            return null;
        }

        if (value.ValueKind != JsonValueKind.String)
        {
            WrongType("string", value, [name]);
            return null;
        }

        string text = value.GetString()!;
        CheckLength(text, [name], minimum, maximum, tooShort);
        return text;
    }

    /// <summary>Checks that a string is not empty.</summary>
    public void NotEmpty(string text, object[] path) => CheckLength(text, path, minimum: 1);

    /// <summary>Checks the length of a string.</summary>
    public void CheckLength(string text, object[] path, int? minimum = null, int? maximum = null, string? tooShort = null)
    {
        if (minimum > text.Length)
        {
            TooSmall("string", minimum.Value, tooShort ?? $"String must contain at least {minimum} character(s)", path);
        }

        if (text.Length > maximum)
        {
            TooBig("string", maximum.Value, $"String must contain at most {maximum} character(s)", path);
        }
    }

    /// <summary>Reads an optional string or null. The second value is true if the member is present.</summary>
    public (string? Value, bool Sent) NullableText(JsonElement body, string name, int? maximum = null) =>
        body.TryGetProperty(name, out JsonElement value)
            ? (value.ValueKind == JsonValueKind.Null ? null : Text(body, name, maximum: maximum), true)
            : (null, false);

    /// <summary>Reads a string that must be one of the options.</summary>
    public string? OneOf(JsonElement body, string name, bool required, params string[] options)
    {
        string words = string.Join(" | ", options.Select(option => $"'{option}'"));
        if (!body.TryGetProperty(name, out JsonElement value))
        {
            if (required)
            {
                Abort(JsText.OneLine($$"""
                    {"expected":{{JsText.Quote(words)}},"received":"undefined","code":"invalid_type","path":{{Path([name])}},
                     "message":"Required"}
                    """));
            }

            return null;
        }

        if (value.ValueKind != JsonValueKind.String)
        {
            string received = Name(value);
            string message = JsText.Quote($"Expected {words}, received {received}");
            Abort(JsText.OneLine($$"""
                {"expected":{{JsText.Quote(words)}},"received":"{{received}}","code":"invalid_type","path":{{Path([name])}},
                 "message":{{message}}}
                """));
            return null;
        }

        string text = value.GetString()!;
        if (!options.Contains(text))
        {
            string message = JsText.Quote($"Invalid enum value. Expected {words}, received '{text}'");
            Abort(JsText.OneLine($$"""
                {"received":{{JsText.Quote(text)}},"code":"invalid_enum_value","options":{{JsText.Strings(options)}},
                 "path":{{Path([name])}},"message":{{message}}}
                """));
        }

        return text;
    }

    public bool? Boolean(JsonElement body, string name)
    {
        if (!body.TryGetProperty(name, out JsonElement value))
        {
            return null;
        }

        if (value.ValueKind is JsonValueKind.True or JsonValueKind.False)
        {
            return value.GetBoolean();
        }

        WrongType("boolean", value, [name]);
        return null;
    }

    public string? Url(JsonElement body, string name)
    {
        string? text = Text(body, name);
        if (text is not null && !JsUrl.IsValid(text))
        {
            InvalidString("url", "Invalid url", [name]);
        }

        return text;
    }

    /// <summary>Returns the object; null if it was not sent, or has another type.</summary>
    public JsonElement? Object(JsonElement body, string name) => Member(body, name, JsonValueKind.Object, "object");

    public JsonElement? Array(JsonElement body, string name, int? maximum = null)
    {
        if (Member(body, name, JsonValueKind.Array, "array") is not { } value)
        {
            return null;
        }

        if (value.GetArrayLength() > maximum)
        {
            TooBig("array", maximum.Value, $"Array must contain at most {maximum} element(s)", [name]);
        }

        return value;
    }

    /// <summary>Reads an array of strings, with an optional check of each.</summary>
    public IReadOnlyList<string>? Texts(JsonElement body, string name, Action<string, object[]>? check = null, int? maximum = null)
    {
        if (Array(body, name, maximum) is not { } array)
        {
            return null;
        }

        var texts = new List<string>();
        foreach (JsonElement item in array.EnumerateArray())
        {
            object[] path = [name, texts.Count];
            if (item.ValueKind != JsonValueKind.String)
            {
                WrongType("string", item, path);
                texts.Add("");
                continue;
            }

            texts.Add(item.GetString()!);
            check?.Invoke(texts[^1], path);
        }

        return texts;
    }

    /// <summary>Reads an integer with optional limits.</summary>
    public double? Integer(JsonElement body, string name, int? minimum = null, int? maximum = null, bool required = false)
    {
        if (!body.TryGetProperty(name, out JsonElement value))
        {
            if (required)
            {
                WrongType("number", null, [name]);
            }

            return null;
        }

        if (value.ValueKind != JsonValueKind.Number)
        {
            WrongType("number", value, [name]);
            return null;
        }

        double number = value.GetDouble();
        if (number != Math.Floor(number) || double.IsInfinity(number))
        {
            Add(JsText.OneLine($$"""
                {"code":"invalid_type","expected":"integer","received":"float","message":"Expected integer, received float",
                 "path":{{Path([name])}}}
                """));
        }

        if (number > maximum)
        {
            TooBig("number", maximum.Value, $"Number must be less than or equal to {maximum}", [name]);
        }
        else if (number < minimum)
        {
            TooSmall("number", minimum.Value, $"Number must be greater than or equal to {minimum}", [name]);
        }

        return number;
    }

    public void WrongType(string expected, JsonElement? value, object[] path)
    {
        string received = Name(value);
        string message = value is null ? "Required" : $"Expected {expected}, received {received}";
        Abort(JsText.OneLine($$"""
            {"code":"invalid_type","expected":"{{expected}}","received":"{{received}}","path":{{Path(path)}},
             "message":"{{message}}"}
            """));
    }

    public void InvalidString(string validation, string message, object[] path) =>
        Add($$"""{"validation":"{{validation}}","code":"invalid_string","message":{{JsText.Quote(message)}},"path":{{Path(path)}}}""");

    public void Custom(string message, object[] path) =>
        Add($$"""{"code":"custom","message":{{JsText.Quote(message)}},"path":{{Path(path)}}}""");

    public void Add(string issue) => _issues.Add(issue);

    /// <summary>Adds an error about a wrong type.</summary>
    public void Abort(string issue)
    {
        IsAborted = true;
        Add(issue);
    }

    /// <summary>
    /// Adds the errors of a value that fits none of its allowed shapes. If it has the right type for one of them, only the errors of this
    /// shape are added.
    /// </summary>
    public void AddInvalidUnion(object[] path, params Issues[] shapes)
    {
        if (shapes.FirstOrDefault(shape => !shape.IsAborted) is { } nearest)
        {
            _issues.AddRange(nearest._issues);
            return;
        }

        IEnumerable<string> unions = shapes.Select(shape => $$"""{"issues":[{{string.Join(",", shape._issues)}}],"name":"ZodError"}""");
        string errors = string.Join(",", unions);
        Abort($$"""{"code":"invalid_union","unionErrors":[{{errors}}],"path":{{Path(path)}},"message":"Invalid input"}""");
    }

    public static string Path(object[] path) =>
        "[" + string.Join(",", path.Select(part => part is int number ? JsText.Number(number) : JsText.Quote((string)part))) + "]";

    private void TooBig(string type, int maximum, string message, object[] path) => Add(JsText.OneLine($$"""
        {"code":"too_big","maximum":{{maximum}},"type":"{{type}}","inclusive":true,"exact":false,
         "message":{{JsText.Quote(message)}},"path":{{Path(path)}}}
        """));

    private void TooSmall(string type, int minimum, string message, object[] path) => Add(JsText.OneLine($$"""
        {"code":"too_small","minimum":{{minimum}},"type":"{{type}}","inclusive":true,"exact":false,
         "message":{{JsText.Quote(message)}},"path":{{Path(path)}}}
        """));

    private JsonElement? Member(JsonElement body, string name, JsonValueKind kind, string word)
    {
        if (!body.TryGetProperty(name, out JsonElement value))
        {
            return null;
        }

        if (value.ValueKind == kind)
        {
            return value;
        }

        WrongType(word, value, [name]);
        return null;
    }

    private static string Name(JsonElement? value) => value?.ValueKind switch
    {
        null or JsonValueKind.Undefined => "undefined",
        JsonValueKind.Null => "null",
        JsonValueKind.True or JsonValueKind.False => "boolean",
        JsonValueKind.Number => "number",
        JsonValueKind.String => "string",
        JsonValueKind.Array => "array",
        _ => "object",
    };
}
