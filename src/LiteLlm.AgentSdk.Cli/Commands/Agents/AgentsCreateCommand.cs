using System.CommandLine;
using System.Text.Json;
using LiteLlm.AgentSdk.Cli.App;
using LiteLlm.AgentSdk.Cli.Naming;
using LiteLlm.AgentSdk.Cli.Output;

namespace LiteLlm.AgentSdk.Cli.Commands.Agents;

/// <summary><c>lap agents create</c>: every option of the platform.</summary>
internal sealed class AgentsCreateCommand
{
    private readonly Option<string?> _name = Args.Text("--name", "Its name", "name", "-n");
    private readonly Option<string?> _model =
        Args.Text("--model",
        "The model, such as anthropic/claude-haiku-4-5 ('lap models' lists them); required unless --template has one", "model", "-m");
    private readonly Option<string?> _prompt = Args.Text("--prompt", "Its system prompt", "text", "-p");
    private readonly Option<string?> _promptFile = Args.Text("--prompt-file", "A file with its system prompt; - is standard input", "file");
    private readonly Option<string?> _harness = Args.Choice("--harness", "The harness: the program that runs the agent", "id",
        "opencode", "claude-agent-sdk", "claude-code-brain-inline", "opencode-brain-inline", "claude-code", "codex", "hermes", "gemini");

    private readonly Option<string?> _repo = Args.Text("--repo", "The repository to clone", "url");
    private readonly Option<string?> _branch = Args.Text("--branch", "The branch to check out (main by default)", "name");
    private readonly Option<string[]> _projects = Args.Texts("--project", "A project to work in: its id or name", "project");
    private readonly Option<string[]> _skills = Args.Texts("--skill", "A skill of the library to attach: its id or name", "skill");
    private readonly Option<string?> _template = Args.Text("--template", "The template of the agent: its id or name", "template");
    private readonly Option<string[]> _files =
        Args.Texts("--file", "A file to put into its sandboxes; the path there begins with / or ~", "local:path");
    private readonly Option<string?> _requirements = Args.Text("--requirements", "A requirements.txt to install in its sandboxes", "file");
    private readonly Option<string[]> _mcpServers = Args.Texts("--mcp-server", "An MCP server to use", "id");
    private readonly Option<string[]> _tools = Args.Texts("--tool", "A tool, as JSON in the harness's own shape", "json");
    private readonly Option<string?> _picture = Args.Text("--picture", "The address of its picture", "url");
    private readonly EnvironmentOptions _environment = new();
    private readonly NetworkOptions _network = new();

    public Command Fill(Command command, CommandHost host) => host.On(
        command.With(
            _name, _model, _prompt, _promptFile, _harness, _repo, _branch, _environment.Env, _environment.EnvFile, _projects, _skills,
                _template,
            _files, _requirements, _mcpServers, _tools, _network.AllowOut, _network.DenyOut, _network.EnvHosts, _picture),
        CreateAsync);

    private async Task CreateAsync(CommandContext context)
    {
        // Local files are read before the first request to the platform.
        string? prompt = await TextInput.ReadTextOrFileAsync(context, _prompt, _promptFile);
        EnvironmentVariables? variables = _environment.Read(context);
        IReadOnlyList<SandboxFile>? files = await ReadFilesAsync(context);
        IReadOnlyList<JsonElement>? tools = ReadTools(context);
        string? requirements = context.Value(_requirements) is { } path ? TextInput.ReadFile(path) : null;
        if (context.Value(_model) is null && context.Value(_template) is null)
        {
            throw CliException.Usage("--model is required, such as --model anthropic/claude-haiku-4-5 ('lap models' lists them).");
        }

        Agent[] namesakes = await NamesakesAsync(context);
        Template? template = context.Value(_template) is { } text ? await TemplateFinder.FindAsync(context, text) : null;
        Agent agent = await context.Platform.Agents.CreateAsync(
            new AgentCreateOptions
            {
                Name = context.Value(_name),
                Model = context.Value(_model) ?? template?.Model,
                Prompt = prompt ?? template?.Prompt,
                HarnessId = context.Value(_harness) is { } harness ? new HarnessId(harness) : HarnessOf(template),
                RepoUrl = context.Value(_repo),
                Branch = context.Value(_branch),
                EnvVars = variables,
                Projects = await ProjectFinder.FindAsync(context, context.Value(_projects)),
                SkillIds = await SkillFinder.FindIdsAsync(context, context.Value(_skills)),
                TemplateId = template?.Id,
                SandboxFiles = files,
                Requirements = requirements,
                McpServers = NetworkOptions.NullIfEmpty(context.Value(_mcpServers)),
                Tools = tools,
                AllowOut = _network.ReadAllowed(context),
                DenyOut = _network.ReadDenied(context),
                EnvVarHosts = _network.ReadEnvHosts(context),
                PfpUrl = context.Value(_picture),
            },
            context.Cancellation);
        AgentPrinter.PrintChanged(context, agent, "Created");
        if (namesakes.Length > 0)
        {
            string others = string.Join(", ", namesakes.Select(other => $"{Ids.Short(other.Id)} (created {Times.Ago(other.CreatedAt)})"));
            context.Printer.Warn($"another agent has this name: {others}. Name them by id; the new one is {Ids.Short(agent.Id)}.");
        }
    }

    private async Task<Agent[]> NamesakesAsync(CommandContext context)
    {
        if (context.Value(_name) is not { Length: > 0 } name)
        {
            return [];
        }

        try
        {
            Page<Agent> page = await context.Platform.Agents
                .ListAsync(new AgentListOptions { Search = name, Limit = AgentFinder.MaxOnPage })
                .GetFirstPageAsync(context.Cancellation);
            return [.. page.Items.Where(other => name.Equals(other.Name, StringComparison.OrdinalIgnoreCase))];
        }
        catch (AgentPlatformNotFoundException)
        {
            // An older proxy can't list agents.
            return [];
        }
    }

    private static HarnessId? HarnessOf(Template? template) => template is { HarnessId.Value.Length: > 0 } ? template.HarnessId : null;

    private async Task<IReadOnlyList<SandboxFile>?> ReadFilesAsync(CommandContext context)
    {
        if (context.Value(_files) is not { Length: > 0 } given)
        {
            return null;
        }

        List<SandboxFile> files = [];
        foreach (string text in given)
        {
            // Uses the last colon, because a Windows path contains one.
            int colon = text.LastIndexOf(':');
            if (colon < 1 || colon == text.Length - 1)
            {
                throw CliException.Usage($"--file {text}: write local:path, such as netrc:~/.netrc.");
            }

            string local = text[..colon];
            try
            {
                files.Add(await SandboxFile.FromFileAsync(local, text[(colon + 1)..], context.Cancellation));
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                throw new CliException($"The file {local} can't be read: {e.Message}", ExitCodes.Failed, e);
            }
        }

        return files;
    }

    private List<JsonElement>? ReadTools(CommandContext context)
    {
        if (context.Value(_tools) is not { Length: > 0 } given)
        {
            return null;
        }

        List<JsonElement> tools = [];
        foreach (string text in given)
        {
            try
            {
                using JsonDocument document = JsonDocument.Parse(text);
                tools.Add(document.RootElement.Clone());
            }
            catch (JsonException e)
            {
                throw new CliException($"--tool {text}: it is not JSON ({e.Message}).", ExitCodes.Usage, e);
            }
        }

        return tools;
    }
}
