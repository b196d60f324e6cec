using System.Globalization;
using LiteLlm.AgentSdk.Cli.App;
using LiteLlm.AgentSdk.Cli.Output;
using LiteLlm.AgentSdk.Cli.Settings;

namespace LiteLlm.AgentSdk.Cli.Commands.Agents;

/// <summary>Prints an agent.</summary>
internal static class AgentPrinter
{
    /// <summary>Prints an agent after a change.</summary>
    public static void PrintChanged(CommandContext context, Agent agent, string what) =>
        Changed.Print(context, agent.Raw, agent.Id, $"{what} agent {agent.Name ?? agent.Id}.");

    private static IEnumerable<string> Variables(Agent agent, bool showSecrets)
    {
        EnvironmentVariables variables = agent.EnvVars;
        return variables.Keys.Select(name => $"{name}={(showSecrets ? variables[name] : KeyMask.Mask)}");
    }

    private static string? Template(Agent agent)
    {
        if (agent.TemplateId is null)
        {
            return null;
        }

        string newer = agent.TemplateInSync ? "" : $" ({agent.TemplateLatestVersion} is there: 'lap agents sync')";
        return $"{agent.TemplateId}, version {agent.TemplateVersion}{newer}";
    }

    public static void Print(CommandContext context, Agent agent)
    {
        if (context.Json)
        {
            JsonPrinter.Write(context.Printer, agent.Raw, context.ShowSecrets);
            return;
        }

        new Details()
            .Add("Id", agent.Id)
            .Add("Name", agent.Name)
            .Add("Model", agent.Model)
            .Add("Harness", agent.HarnessId.Value + (agent.SupportsTui ? " (terminal)" : ""))
            .Add("Repository", agent.RepoUrl is null ? null : $"{agent.RepoUrl} ({agent.Branch})")
            .Add("Projects", agent.Projects.Select(project => project.Name))
            .Add("Skills", agent.AttachedSkillIds)
            .Add("MCP servers", agent.McpServers)
            .Add("Environment", Variables(agent, context.ShowSecrets))
            .Add("Hosts of variables", agent.EnvVarHosts.Keys.Select(name => $"{name}: {string.Join(' ', agent.EnvVarHosts[name])}"))
            .Add("May reach", agent.AllowOut)
            .Add("May not reach", agent.DenyOut)
            .Add("Memories at start", agent.PreloadMemoryLimit?.ToString(CultureInfo.InvariantCulture))
            .Add("Template", Template(agent))
            .Add("Picture", agent.PfpUrl)
            .Add("Created", Times.Of(agent.CreatedAt))
            .Print(context.Printer);
        if (!string.IsNullOrWhiteSpace(agent.Prompt))
        {
            context.Printer.WriteLine();
            context.Printer.WriteTextLine(agent.Prompt);
        }
    }
}
