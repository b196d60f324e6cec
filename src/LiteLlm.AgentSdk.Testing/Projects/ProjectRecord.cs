using LiteLlm.AgentSdk.Testing.Json;
using LiteLlm.AgentSdk.Testing.Storage;

namespace LiteLlm.AgentSdk.Testing.Projects;

/// <summary>A project. Its maps and lists are kept as JSON.</summary>
internal sealed record ProjectRecord(string Name, DateTimeOffset CreatedAt) : IStored
{
    public string Id { get; } = Ids.Uuid();

    public string? Description { get; init; }

    public string? RepoUrl { get; init; }

    public string EnvVars { get; init; } = "{}";

    public string AllowOut { get; init; } = "[]";

    public string DenyOut { get; init; } = "[]";

    public string Files { get; init; } = "[]";

    public string Json() => JsText.OneLine($$"""
        {"project_id":"{{Id}}","name":{{JsText.Quote(Name)}},"description":{{JsText.Quote(Description)}},
         "repo_url":{{JsText.Quote(RepoUrl)}},"env_vars":{{EnvVars}},"allow_out":{{AllowOut}},"deny_out":{{DenyOut}},
         "files":{{Files}},"created_by":"ui","created_at":"{{JsText.Time(CreatedAt)}}"}
        """);

    /// <summary>Returns the id only, because variables can contain secrets.</summary>
    public override string ToString() => Id;
}
