using System.Text;
using System.Text.Json;

namespace LiteLlm.AgentSdk.Http;

/// <summary>
/// The error text and the problems in the body of an unsuccessful response. It understands the formats of the platform, of LiteLLM and
/// other gateways, and of FastAPI, ASP.NET, Spring and JSON:API.
/// </summary>
internal sealed class ErrorWords
{
    /// <summary>The depth limit of the recursive search for an error text.</summary>
    private const int MaxDepth = 16;

    // The members that may contain the error text, in this order: "error" at any depth; "message" of LiteLLM; "title" of ASP.NET, before
    // its "detail"; "detail" of FastAPI; "errors" of many others.
    private static readonly string[] Fields =
    [
        "error", "message", "title", "detail", "msg", "errors", "error_description", "description", "reason", "fault", "faultstring",
    ];

    // The members that explain a short error of a framework or of OAuth: {"error":"Not Found","message":"No static resource x."}.
    private static readonly string[] MoreFields = ["message", "detail", "error_description"];

    private static readonly string[] QuotaKinds =
    [
        "budget_exceeded", "insufficient_quota", "billing", "quota_exceeded", "insufficient_balance", "insufficient_credits",
    ];

    private readonly List<ValidationError> _problems = [];

    private ErrorWords()
    {
    }

    /// <summary>Gets the error text; <see langword="null"/> if there is none.</summary>
    public string? Text { get; private set; }

    /// <summary>Gets the problems with the request, by field.</summary>
    public IReadOnlyList<ValidationError> Problems => _problems;

    /// <summary>Gets a value indicating whether the body is a web page.</summary>
    public bool IsPage { get; private set; }

    /// <summary>Gets a value indicating whether a budget, a quota or a balance is used up, so that a retry does not help.</summary>
    public bool IsQuota { get; private set; }

    /// <summary>
    /// Gets a value indicating whether the error says that the request is not valid; false for errors such as a gateway's used-up budget.
    /// </summary>
    public bool IsAboutRequest { get; private set; }

    /// <summary>Reads a body.</summary>
    public static ErrorWords Read(ReadOnlySpan<byte> body, ResponseInfo info, bool platformsOwn, IReadOnlyCollection<string> secrets)
    {
        ErrorWords words = new() { IsAboutRequest = platformsOwn || body.IsEmpty };
        if (body.IsEmpty)
        {
            return words;
        }

        if (WebPage.IsOne(body, info))
        {
            words.IsPage = true;
            words.Text = WebPage.Describe((int)info.StatusCode, body, secrets);
            return words;
        }

        try
        {
            words.Read(ForeignJson.Parse(body));
        }
        catch (JsonException)
        {
            // Plain text, for example of a load balancer.
            words.Text = Some(Redactor.Text(Encoding.UTF8.GetString(body), secrets));
        }

        return words;
    }

    /// <summary>
    /// Returns the error text of an object that should be a record. It looks only at members that no record of the platform uses for its
    /// content.
    /// </summary>
    public static string? InPlaceOfRecord(ReadOnlySpan<byte> body)
    {
        if (body.TrimStart(" \t\r\n"u8) is not [(byte)'{', ..])
        {
            return null;
        }

        try
        {
            JsonElement parsed = ForeignJson.Parse(body);
            foreach (string name in (ReadOnlySpan<string>)["error", "message", "detail", "msg"])
            {
                if (ForeignJson.TryGet(parsed, name, out JsonElement inner) && new ErrorWords().Find(inner, MaxDepth) is { } words)
                {
                    return words;
                }
            }
        }
        catch (JsonException)
        {
            // The body is incomplete or not JSON, so it has no error text.
        }

        return null;
    }

    private void Read(JsonElement body)
    {
        Text = Find(body, MaxDepth);
        JsonElement error = ForeignJson.TryGet(body, "error", out JsonElement inner) && inner.ValueKind == JsonValueKind.Object ? inner
            : body;
        string kind = $"{String(error, "type")} {String(error, "code")} {String(body, "type")}";
        IsQuota = IsQuotaKind(kind)
            || (Text?.Contains("budget", StringComparison.OrdinalIgnoreCase) == true
                && Text.Contains("exceed", StringComparison.OrdinalIgnoreCase));
        if (IsQuota)
        {
            IsAboutRequest = false;
        }
        else if (String(error, "param") is { } param)
        {
            // LiteLLM names the field in "param".
            IsAboutRequest = true;
            if (_problems.Count == 0 && Text is not null)
            {
                _problems.Add(new ValidationError(param, Text));
            }
        }
        else
        {
            IsAboutRequest |= _problems.Count > 0
                || kind.Contains("invalid_request", StringComparison.OrdinalIgnoreCase)
                || ForeignJson.TryGet(body, "detail", out _);
        }
    }

    private static bool IsQuotaKind(string kind)
    {
        foreach (string word in QuotaKinds)
        {
            if (kind.Contains(word, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    private string? Find(JsonElement error, int depth)
    {
        switch (error.ValueKind)
        {
            case JsonValueKind.String:
                return Some(ForeignJson.GetText(error));
            case JsonValueKind.Array:
                int known = _problems.Count;
                foreach (JsonElement issue in error.EnumerateArray())
                {
                    _problems.Add(Issue(issue));
                }

                return Some(string.Join("; ", _problems.Skip(known)));
            case JsonValueKind.Object when depth > 0:
                return FindIn(error, depth);
            default:
                return null;
        }
    }

    private string? FindIn(JsonElement error, int depth)
    {
        foreach (string name in Fields)
        {
            if (!ForeignJson.TryGet(error, name, out JsonElement inner))
            {
                continue;
            }

            string? text = name == "errors" ? Each(inner, depth) : Find(inner, depth - 1);
            if (text is null)
            {
                continue;
            }

            if (name == "title" && ForeignJson.TryGet(error, "errors", out JsonElement problems) && Each(problems, depth) is { } each)
            {
                return $"{text.TrimEnd('.')}: {each}";
            }

            return inner.ValueKind == JsonValueKind.String ? WithMore(error, name, text) : text;
        }

        return null;
    }

    private string? Each(JsonElement problems, int depth) =>
        problems.ValueKind == JsonValueKind.Object ? Fieldwise(problems) : Find(problems, depth - 1);

    private static string WithMore(JsonElement error, string name, string text)
    {
        if (name is "error" or "title")
        {
            foreach (string field in MoreFields)
            {
                if (String(error, field) is { } more && more != text)
                {
                    return $"{text.TrimEnd('.')}: {more}";
                }
            }
        }

        return text;
    }

    /// <summary>Reads ASP.NET's problems: a list of messages under the name of each field.</summary>
    private string? Fieldwise(JsonElement fields)
    {
        int known = _problems.Count;
        foreach (JsonProperty field in fields.EnumerateObject())
        {
            string path = ForeignJson.GetName(field);
            if (field.Value.ValueKind == JsonValueKind.Array)
            {
                foreach (JsonElement message in field.Value.EnumerateArray())
                {
                    _problems.Add(new ValidationError(path, ForeignJson.GetText(message)));
                }
            }
            else
            {
                _problems.Add(new ValidationError(path, ForeignJson.GetText(field.Value)));
            }
        }

        return Some(string.Join("; ", _problems.Skip(known)));
    }

    private static ValidationError Issue(JsonElement issue)
    {
        if (issue.ValueKind != JsonValueKind.Object)
        {
            return new ValidationError("", ForeignJson.GetText(issue));
        }

        string? message = null;
        foreach (string name in (ReadOnlySpan<string>)["message", "msg", "detail", "title"])
        {
            message ??= ForeignJson.TryGet(issue, name, out JsonElement words) ? ForeignJson.GetText(words) : null;
        }

        return new ValidationError(PathOf(issue), message ?? ForeignJson.GetJson(issue))
        {
            Code = ForeignJson.TryGet(issue, "code", out JsonElement code) ? ForeignJson.GetText(code) : null,
        };
    }

    private static string PathOf(JsonElement issue)
    {
        if (!ForeignJson.TryGet(issue, "path", out JsonElement steps) && !ForeignJson.TryGet(issue, "loc", out steps))
        {
            // JSON:API has a JSON pointer into the body; others name the field.
            return ForeignJson.TryGet(issue, "source", out JsonElement source) && String(source, "pointer") is { } pointer ? pointer
                : String(issue, "field") ?? "";
        }

        StringBuilder path = new();
        if (steps.ValueKind == JsonValueKind.Array)
        {
            foreach (JsonElement step in steps.EnumerateArray())
            {
                _ = step.ValueKind == JsonValueKind.Number
                    ? path.Append('[').Append(ForeignJson.GetJson(step)).Append(']')
                    : path.Append(path.Length > 0 ? "." : "").Append(ForeignJson.GetText(step));
            }
        }

        return path.ToString();
    }

    private static string? String(JsonElement value, string name) =>
        ForeignJson.TryGet(value, name, out JsonElement member) && member.ValueKind == JsonValueKind.String
            ? Some(ForeignJson.GetText(member)) : null;

    private static string? Some(string text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
