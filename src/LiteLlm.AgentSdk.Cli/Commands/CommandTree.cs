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
/// All commands. Those that the command line does not name are there by their names alone, so that only what runs is built.
/// </summary>
internal static class CommandTree
{
    public static RootCommand Build(CommandHost host, string[] args)
    {
        RootCommand root = new("lap, the command line of the LiteLLM Agent Platform: talk to agents, and look after them.");
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
        Branch(root, args, "sessions", "Attach to sessions, look into them, end them", command =>
            SessionsCommand.Fill(command, host), "session");
        Branch(root, args, "skills", "Look after the library of skills, and who has them", command =>
            SkillsCommand.Fill(command, host), "skill");
        Branch(root, args, "memory", "Look after what an agent remembers", command => MemoryCommand.Fill(command, host), "memories");
        Branch(root, args, "automations", "Look after what an agent does by the clock", command =>
            AutomationsCommand.Fill(command, host), "automation");
        Branch(root, args, "issues", "Look after the issues that an agent has reported", command =>
            IssuesCommand.Fill(command, host), "issue");
        Branch(root, args, "projects", "List the projects that agents can work in", command =>
            ProjectsCommand.Fill(command, host), "project");
        Branch(root, args, "templates", "List the templates that agents can be made from", command =>
            TemplatesCommand.Fill(command, host), "template");
        Branch(root, args, "models", "List the models that agents can use", command => ModelsCommand.Fill(command, host), "model");
        Branch(root, args, "integrations", "Look after where agents answer: Slack, Linear", command =>
            IntegrationsCommand.Fill(command, host), "integration");
        Branch(root, args, "inline-harness", "Switch the inline harnesses' server on or off, for operators", command =>
            InlineHarnessCommand.Fill(command, host));
        Branch(root, args, "status", "Show whether the platform answers, and what is alive there", command =>
            StatusCommand.Fill(command, host));
        Branch(root, args, "usage", "Show what sessions have used: tokens and cost", command => UsageCommand.Fill(command, host));
        Branch(root, args, "doctor", "Look for what keeps lap from working, and say what to do", command =>
            DoctorCommand.Fill(command, host));
        Branch(root, args, "open", "Show a session in the browser", command => OpenCommand.Fill(command, host));
        Branch(root, args, "completion", "Print the script that makes a shell complete lap", command =>
            CompletionCommand.Fill(command, host));
        Branch(root, args, "stop", "End sessions", command => SessionsRemoveCommand.Fill(command, host), "delete", "rm").Hidden = true;
        Branch(root, args, "logs", "Print the output of a session's sandbox", command => SessionsLogsCommand.Fill(command, host)).Hidden =
            true;
        Branch(root, args, "login", "Save a platform's address and key, once they are found to work", command =>
            LoginCommand.Fill(command, host));
        Branch(root, args, "logout", "Forget a platform's address and key", command => LogoutCommand.Fill(command, host));
        Branch(root, args, "config", "Show which platform is used, and where that is set", command => ConfigCommand.Fill(command, host));
#if LOCAL_PLATFORM
        Branch(root, args, "local", "Run a platform on this machine, for tests and tries", command =>
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

        // Completion passes the whole line as one argument.
        if (Array.Exists(args, argument => Array.Exists([name, .. aliases], word => argument.Contains(word, StringComparison.Ordinal))))
        {
            fill(command);
        }

        root.Add(command);
        return command;
    }
}
