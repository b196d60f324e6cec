using System.CommandLine;
using LiteLlm.AgentSdk.Cli.App;
using LiteLlm.AgentSdk.Cli.Naming;

namespace LiteLlm.AgentSdk.Cli.Commands.Agents;

/// <summary><c>lap agents update</c>. The platform replaces all variables; this command changes single variables.</summary>
internal sealed class AgentsUpdateCommand
{
    /// <summary>The platform returns this variable, but refuses it in a request.</summary>
    private const string RequirementsVariable = "AGENT_REQUIREMENTS";

    private readonly Argument<string> _agent = Args.Agent();
    private readonly Option<string?> _name = Args.Text("--name", "Its new name", "name", "-n");
    private readonly Option<string?> _model = Args.Text("--model", "The model", "model", "-m");
    private readonly Option<string?> _prompt = Args.Text("--prompt", "Its system prompt", "text", "-p");
    private readonly Option<string?> _promptFile = Args.Text("--prompt-file", "A file with its system prompt; - is standard input", "file");
    private readonly Option<string?> _branch = Args.Text("--branch", "The branch to check out", "name");
    private readonly Option<string[]> _unset = Args.Texts("--unset-env", "A variable to remove", "NAME");
    private readonly Option<bool> _replace = Args.Flag("--replace-env", "Remove all variables except those given");
    private readonly Option<string[]> _projects =
        Args.Texts("--project", "A project to work in, instead of the current ones: its id or name", "project");
    private readonly Option<string[]> _mcpServers = Args.Texts("--mcp-server", "An MCP server to use, instead of the current ones", "id");
    private readonly Option<int?> _memories = Args.Number("--memory-limit", "How many memories a session begins with (0 to 50)")
        .Between(0, 50);
    private readonly Option<string?> _picture = Args.Text("--picture", "The address of its picture", "url");
    private readonly Option<string?> _image = Args.Text("--harness-image", "The image of its sandboxes", "image");
    private readonly EnvironmentOptions _environment = new();
    private readonly NetworkOptions _network = new();

    public Command Fill(Command command, CommandHost host) => host.On(
        command.With(
            _agent, _name, _model, _prompt, _promptFile, _branch, _environment.Env, _environment.EnvFile, _unset, _replace, _projects,
            _mcpServers, _memories, _network.AllowOut, _network.DenyOut, _network.EnvHosts, _picture, _image),
        UpdateAsync);

    private async Task UpdateAsync(CommandContext context)
    {
        string? prompt = await TextInput.ReadTextOrFileAsync(context, _prompt, _promptFile);
        EnvironmentVariables? given = _environment.Read(context);
        Agent agent = await AgentFinder.FindAsync(context, context.Value(_agent)!);
        await agent.UpdateAsync(
            new AgentUpdateOptions
            {
                Name = context.Value(_name),
                Model = context.Value(_model),
                Prompt = prompt,
                Branch = context.Value(_branch),
                EnvVars = Merge(context, agent, given),
                Projects = await ProjectFinder.FindAsync(context, context.Value(_projects)),
                McpServers = NetworkOptions.NullIfEmpty(context.Value(_mcpServers)),
                PreloadMemoryLimit = context.Value(_memories),
                AllowOut = _network.ReadAllowed(context),
                DenyOut = _network.ReadDenied(context),
                EnvVarHosts = _network.ReadEnvHosts(context),
                PfpUrl = context.Value(_picture),
                HarnessImage = context.Value(_image),
            },
            context.Cancellation);
        AgentPrinter.PrintChanged(context, agent, "Changed");
    }

    private EnvironmentVariables? Merge(CommandContext context, Agent agent, EnvironmentVariables? given)
    {
        string[] unset = context.Value(_unset) ?? [];
        bool replace = context.Value(_replace);
        if (given is null && unset.Length == 0 && !replace)
        {
            return null;
        }

        EnvironmentVariables merged = replace ? [] : agent.EnvVars;
        merged.Remove(RequirementsVariable);
        foreach (string name in unset)
        {
            if (!merged.Remove(name))
            {
                throw CliException.NotFound($"--unset-env {name}: agent {agent.Name ?? agent.Id} has no such variable.");
            }
        }

        foreach ((string name, string value) in given ?? [])
        {
            merged[name] = value;
        }

        return merged;
    }
}
