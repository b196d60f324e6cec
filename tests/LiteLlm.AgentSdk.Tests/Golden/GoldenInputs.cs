namespace LiteLlm.AgentSdk.Tests;

/// <summary>The options with which a user of the SDK expresses a recorded request.</summary>
internal static partial class GoldenInputs
{
    public static AgentCreateOptions AgentCreate(RecordedFields fields) => new()
    {
        Name = fields.Text("name"),
        Model = fields.Text("model"),
        Prompt = fields.Text("prompt"),
        Tools = fields.Elements("tools"),
        HarnessId = fields.Text("harness_id") is { } harness ? new HarnessId(harness) : null,
        Requirements = fields.Text("requirements"),
        RepoUrl = fields.Text("repo_url"),
        Branch = fields.Text("branch"),
        PfpUrl = fields.Text("pfp_url"),
        McpServers = fields.Texts("mcp_servers"),
        EnvVars = fields.Variables("env_vars"),
        EnvVarHosts = fields.Lists("env_var_hosts"),
        AllowOut = fields.Texts("allow_out"),
        DenyOut = fields.Texts("deny_out"),
        Projects = fields.Objects("projects", Project),
        SkillIds = fields.Texts("skill_ids"),
        TemplateId = fields.Text("template_id"),
        AdditionalProperties = fields.Rest(),
    };

    public static AgentUpdateOptions AgentUpdate(RecordedFields fields) => new()
    {
        Name = fields.Text("name"),
        PfpUrl = fields.Text("pfp_url"),
        McpServers = fields.Texts("mcp_servers"),
        HarnessImage = fields.Text("harness_image"),
        Prompt = fields.Text("prompt"),
        Model = fields.Text("model"),
        Branch = fields.Text("branch"),
        PreloadMemoryLimit = fields.Number("preload_memory_limit"),
        Projects = fields.Objects("projects", Project),
        EnvVars = fields.Variables("env_vars"),
        AllowOut = fields.Texts("allow_out"),
        DenyOut = fields.Texts("deny_out"),
        EnvVarHosts = fields.Lists("env_var_hosts"),
        AdditionalProperties = fields.Rest(),
    };

    public static SessionCreateOptions SessionCreate(RecordedFields fields) => new()
    {
        Title = fields.Text("title"),
        InitialPrompt = fields.Text("initial_prompt"),
        InitialAttachments = fields.Objects("initial_attachments", Image),
        EnvVars = fields.Variables("env_vars"),
        SkillIds = fields.Texts("skill_ids"),
        WaitUntilReady = false,
        AdditionalProperties = fields.Rest(),
    };

    public static SendOptions Send(RecordedFields fields) => RecordedFields.Whole(fields, static f => new SendOptions
    {
        Text = f.Text("text"),
        TextParts = f.Objects("parts", TextPart),
        Attachments = f.Objects("attachments", Image),
    });

    private static string TextPart(RecordedFields fields) => fields.Text("type") == "text"
        ? fields.Text("text")!
        : throw new InvalidOperationException("Not a part of text.");

    private static Attachment Image(RecordedFields fields) => new()
    {
        Name = fields.Text("name"),
        MimeType = fields.Text("mime_type")!,
        Content = fields.Bytes("base64"),
    };

    private static AgentProject Project(RecordedFields fields) => new()
    {
        Id = fields.Text("id")!,
        Name = fields.Text("name")!,
        Description = fields.Text("description"),
        RepoUrl = fields.Text("repo_url"),
        Branch = fields.Text("branch"),
        SetupCmd = fields.Text("setup_cmd"),
    };
}
