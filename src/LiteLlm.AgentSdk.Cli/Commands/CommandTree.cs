using System.CommandLine;
using System.CommandLine.Help;
using LiteLlm.AgentSdk.Cli.App;
using LiteLlm.AgentSdk.Cli.Commands.Account;
using LiteLlm.AgentSdk.Cli.Commands.Agents;
using LiteLlm.AgentSdk.Cli.Commands.Automations;
using LiteLlm.AgentSdk.Cli.Commands.Issues;
using LiteLlm.AgentSdk.Cli.Commands.Memory;
using LiteLlm.AgentSdk.Cli.Commands.Platform;
using LiteLlm.AgentSdk.Cli.Commands.Sessions;
using LiteLlm.AgentSdk.Cli.Commands.Skills;
using LiteLlm.AgentSdk.Cli.Commands.Talk;

namespace LiteLlm.AgentSdk.Cli.Commands;

/// <summary>
/// All commands. Only the commands on the command line are built completely; the others have their names only.
/// </summary>
internal static class CommandTree
{
    public static RootCommand Build(CommandHost host, string[] args)
    {
        RootCommand root = new("lap, the command line of the LiteLLM Agent Platform: talk to agents, and manage them.");
        host.Globals.AddTo(root);
        RunCommand.FillRoot(root, host);
        foreach (Option option in root.Options)
        {
            if (option is HelpOption)
            {
                option.Action = new LapHelp(host.Printer);
            }
        }

        Branch(root, args, "run", "Open a session with an agent and talk", command => RunCommand.Fill(command, host));
        Branch(root, args, "send", "Send one message and print the reply, for scripts", command => SendCommand.Fill(command, host));
        Branch(root, args, "ps", "List the sessions that are alive", command => PsCommand.Fill(command, host), "ls");
        Branch(root, args, "agents", "List, create, change and delete agents", command => AgentsCommand.Fill(command, host), "agent");
        Branch(root, args, "sessions", "Attach to sessions, inspect them, end them", command =>
            SessionsCommand.Fill(command, host), "session");
        Branch(root, args, "skills", "Manage the skills of the library and of agents", command =>
            SkillsCommand.Fill(command, host), "skill");
        Branch(root, args, "memory", "Manage an agent's memories", command => MemoryCommand.Fill(command, host), "memories");
        Branch(root, args, "automations", "Manage an agent's automations: messages on a schedule", command =>
            AutomationsCommand.Fill(command, host), "automation");
        Branch(root, args, "issues", "Manage the issues that an agent has reported", command =>
            IssuesCommand.Fill(command, host), "issue");
        Branch(root, args, "projects", "List the projects that agents can work in", command =>
            ProjectsCommand.Fill(command, host), "project");
        Branch(root, args, "templates", "List the templates for new agents", command =>
            TemplatesCommand.Fill(command, host), "template");
        Branch(root, args, "models", "List the models that agents can use", command => ModelsCommand.Fill(command, host), "model");
        Branch(root, args, "integrations", "Manage where agents reply: Slack, Linear", command =>
            IntegrationsCommand.Fill(command, host), "integration");
        Branch(root, args, "inline-harness", "Switch the inline harnesses' server on or off, for operators", command =>
            InlineHarnessCommand.Fill(command, host));
        Branch(root, args, "status", "Show whether the platform responds, and its live sessions", command =>
            StatusCommand.Fill(command, host));
        Branch(root, args, "usage", "Show the tokens and cost of sessions", command => UsageCommand.Fill(command, host));
        Branch(root, args, "doctor", "Find problems with the setup of lap, and show how to fix them", command =>
            DoctorCommand.Fill(command, host));
        Branch(root, args, "open", "Show a session in the browser", command => OpenCommand.Fill(command, host));
        Branch(root, args, "completion", "Print a shell's completion script for lap", command =>
            CompletionCommand.Fill(command, host));
        Branch(root, args, "stop", "End sessions", command => SessionsRemoveCommand.Fill(command, host), "delete", "rm").Hidden = true;
        Branch(root, args, "logs", "Print the output of a session's sandbox", command => SessionsLogsCommand.Fill(command, host)).Hidden =
            true;
        Branch(root, args, "login", "Check and save a platform's address and key", command =>
            LoginCommand.Fill(command, host));
        Branch(root, args, "logout", "Forget a platform's address and key", command => LogoutCommand.Fill(command, host));
        Branch(root, args, "config", "Show which platform is used, and where that is set", command => ConfigCommand.Fill(command, host));
#if LOCAL_PLATFORM
        Branch(root, args, "local", "Run a platform on this machine, for tests and trials", command =>
            Local.LocalCommand.Fill(command, host));
#endif
        return root;
    }

    private static Command Branch(RootCommand root, string[] args, string name, string description, Action<Command> fill,
        params string[] aliases)
    {
        Command command = new(name, description);
        foreach (string alias in aliases)
        {
            command.Aliases.Add(alias);
        }

        // For completion, the whole line is one argument.
        if (Array.Exists(args, argument => Array.Exists([name, .. aliases], word => argument.Contains(word, StringComparison.Ordinal))))
        {
            fill(command);
        }

        root.Add(command);
        return command;
    }
}
