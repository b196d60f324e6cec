using System.Text.Json;
using LiteLlm.AgentSdk.Testing.Http;
using LiteLlm.AgentSdk.Testing.Json;
using LiteLlm.AgentSdk.Testing.Storage;

namespace LiteLlm.AgentSdk.Testing.Projects;

/// <summary>The fields of a request that creates or changes a project; fields that were not sent are null.</summary>
internal sealed record ProjectFields(
    string? Name, string? Description, string? RepoUrl, string? EnvVars, string? AllowOut, string? DenyOut, string? Files)
{
    private static readonly string[] FileTexts = ["name", "sandbox_path", "content", "content_type"];

    public static ProjectFields ForNew(JsonElement body, Issues issues) => Read(body, issues, create: true);

    public static ProjectFields ForChange(JsonElement body, Issues issues) => Read(body, issues, create: false);

    private JsonElement Body { get; init; }

    public void CheckStored() => StoredText.Check(Body, "name", "description", "repo_url", "env_vars", "allow_out", "deny_out", "files");

    public ProjectRecord ApplyTo(ProjectRecord project) => project with
    {
        Name = (Name is null ? null : JsNumber.Trim(Name)) ?? project.Name,
        Description = Description ?? project.Description,
        RepoUrl = RepoUrl is null ? project.RepoUrl : RepoUrl.Trim() is { Length: > 0 } url ? url : null,
        EnvVars = EnvVars ?? project.EnvVars,
        AllowOut = AllowOut ?? project.AllowOut,
        DenyOut = DenyOut ?? project.DenyOut,
        Files = Files ?? project.Files,
    };

    /// <summary>Returns the name only, because variables can contain secrets.</summary>
    public override string ToString() => Name ?? "";

    private static ProjectFields Read(JsonElement body, Issues issues, bool create) => new(
        issues.Text(body, "name", required: create, minimum: 1, maximum: 64),
        issues.Text(body, "description"),
        ReadUrl(body, issues),
        ReadMap(body, issues),
        issues.Texts(body, "allow_out") is { } allowed ? JsText.Strings(allowed) : null,
        issues.Texts(body, "deny_out") is { } denied ? JsText.Strings(denied) : null,
        ReadFiles(body, issues))
    { Body = body };

    /// <summary>Reads a URL or an empty string.</summary>
    private static string? ReadUrl(JsonElement body, Issues issues)
    {
        const string name = "repo_url";
        var asUrl = new Issues();
        string? url = asUrl.Url(body, name);
        if (!asUrl.Any || url is { Length: 0 })
        {
            return url;
        }

        var asNothing = new Issues();
        string received = JsText.Of(body.GetProperty(name));
        asNothing.Abort(JsText.OneLine($$"""
            {"received":{{received}},"code":"invalid_literal","expected":"","path":["repo_url"],
             "message":"Invalid literal value, expected \"\""}
            """));
        issues.AddInvalidUnion([name], asUrl, asNothing);
        return null;
    }

    private static string? ReadMap(JsonElement body, Issues issues)
    {
        const string name = "env_vars";
        if (issues.Object(body, name) is not { } value)
        {
            return null;
        }

        foreach (JsonProperty variable in value.EnumerateObject().Where(variable => variable.Value.ValueKind != JsonValueKind.String))
        {
            issues.WrongType("string", variable.Value, [name, variable.Name]);
        }

        return JsText.Stored(value);
    }

    private static string? ReadFiles(JsonElement body, Issues issues)
    {
        const string name = "files";
        if (issues.Array(body, name) is not { } array)
        {
            return null;
        }

        var files = new List<string>();
        foreach (JsonElement file in array.EnumerateArray())
        {
            files.Add(ReadFile(file, issues, [name, files.Count]));
        }

        return JsText.Stored("[" + string.Join(",", files) + "]");
    }

    private static string ReadFile(JsonElement file, Issues issues, object[] path)
    {
        if (file.ValueKind != JsonValueKind.Object)
        {
            issues.WrongType("object", file, path);
            return "{}";
        }

        var members = new List<string>();
        foreach ((string member, JsonValueKind kind) in FileTexts.Select(text =>
            (text, JsonValueKind.String)).Append(("size", JsonValueKind.Number)))
        {
            JsonElement? value = file.TryGetProperty(member, out JsonElement found) ? found : null;
            if (value?.ValueKind == kind)
            {
                members.Add(JsText.Quote(member) + ":" + JsText.Of(found));
            }
            else
            {
                issues.WrongType(kind == JsonValueKind.String ? "string" : "number", value, [.. path, member]);
            }
        }

        return "{" + string.Join(",", members) + "}";
    }
}
