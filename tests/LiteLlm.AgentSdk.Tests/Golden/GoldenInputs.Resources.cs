namespace LiteLlm.AgentSdk.Tests;

/// <content>Skills, memories, automations, issues, projects.</content>
internal static partial class GoldenInputs
{
    public static SkillCreateOptions SkillCreate(RecordedFields fields) => new()
    {
        Name = fields.Text("name"),
        Description = fields.Text("description"),
        Content = fields.Text("content"),
        AdditionalProperties = fields.Rest(),
    };

    public static SkillUpdateOptions SkillUpdate(RecordedFields fields) => new()
    {
        Name = fields.Text("name"),
        ClearDescription = fields.IsNull("description"),
        Description = fields.Text("description"),
        Content = fields.Text("content"),
        AdditionalProperties = fields.Rest(),
    };

    public static SkillAttachOptions SkillAttach(RecordedFields fields) => new()
    {
        Name = fields.Text("name"),
        Description = fields.Text("description"),
        Content = fields.Text("content"),
        SaveToLibrary = fields.Flag("save_to_library"),
        AdditionalProperties = fields.Rest(),
    };

    public static MemoryCreateOptions MemoryCreate(RecordedFields fields) => new()
    {
        Text = fields.Text("text"),
        Tags = fields.Texts("tags"),
        Type = fields.Text("type"),
        Priority = fields.Number("priority"),
        Pinned = fields.Flag("pinned"),
        Source = fields.Text("source") is { } source ? new MemorySource(source) : null,
        SourceUserId = fields.Text("source_user_id"),
        SourceSessionId = fields.Text("source_session_id"),
        SourceThreadTs = fields.Text("source_thread_ts"),
        AdditionalProperties = fields.Rest(),
    };

    public static MemoryUpdateOptions MemoryUpdate(RecordedFields fields) => new()
    {
        Text = fields.Text("text"),
        Tags = fields.Texts("tags"),
        Type = fields.Text("type"),
        Priority = fields.Number("priority"),
        Pinned = fields.Flag("pinned"),
        Disabled = fields.Flag("disabled"),
        AdditionalProperties = fields.Rest(),
    };

    public static AutomationCreateOptions AutomationCreate(RecordedFields fields) => new()
    {
        Instruction = fields.Text("instruction"),
        CronExpr = fields.Text("cron_expr"),
        Name = fields.Text("name"),
        Enabled = fields.Flag("enabled"),
        AdditionalProperties = fields.Rest(),
    };

    public static AutomationUpdateOptions AutomationUpdate(RecordedFields fields) => new()
    {
        Instruction = fields.Text("instruction"),
        CronExpr = fields.Text("cron_expr"),
        ClearName = fields.IsNull("name"),
        Name = fields.Text("name"),
        Enabled = fields.Flag("enabled"),
        AdditionalProperties = fields.Rest(),
    };

    public static IssueCreateOptions IssueCreate(RecordedFields fields) => new()
    {
        Title = fields.Text("title"),
        Body = fields.Text("body"),
        Severity = fields.Text("severity") is { } severity ? new IssueSeverity(severity) : null,
        SessionId = fields.Text("session_id"),
        AdditionalProperties = fields.Rest(),
    };

    public static IssueUpdateOptions IssueUpdate(RecordedFields fields) => new()
    {
        Status = fields.Text("status") is { } status ? new IssueStatus(status) : null,
        Severity = fields.Text("severity") is { } severity ? new IssueSeverity(severity) : null,
        AdditionalProperties = fields.Rest(),
    };

    public static ProjectCreateOptions ProjectCreate(RecordedFields fields) => new()
    {
        Name = fields.Text("name"),
        Description = fields.Text("description"),
        RepoUrl = fields.Text("repo_url"),
        EnvVars = fields.Variables("env_vars"),
        AllowOut = fields.Texts("allow_out"),
        DenyOut = fields.Texts("deny_out"),
        Files = fields.Objects("files", File),
        AdditionalProperties = fields.Rest(),
    };

    public static ProjectUpdateOptions ProjectUpdate(RecordedFields fields) => new()
    {
        Name = fields.Text("name"),
        Description = fields.Text("description"),
        RepoUrl = fields.Text("repo_url"),
        EnvVars = fields.Variables("env_vars"),
        AllowOut = fields.Texts("allow_out"),
        DenyOut = fields.Texts("deny_out"),
        Files = fields.Objects("files", File),
        AdditionalProperties = fields.Rest(),
    };

    private static SandboxFile File(RecordedFields fields)
    {
        byte[] content = fields.Bytes("content")!;
        return fields.Number("size") == content.Length
            ? new()
            {
                Name = fields.Text("name")!,
                SandboxPath = fields.Text("sandbox_path")!,
                Content = content,
                ContentType = fields.Text("content_type")
            }
            : throw new InvalidOperationException("The size is not that of the content.");
    }
}
