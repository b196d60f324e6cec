using System.CommandLine;
using LiteLlm.AgentSdk.Cli.App;
using LiteLlm.AgentSdk.Cli.Settings;

namespace LiteLlm.AgentSdk.Cli.Commands.Account;

/// <summary><c>lap logout</c>.</summary>
internal static class LogoutCommand
{
    public static void Fill(Command command, CommandHost host)
    {
        Option<bool> all = Args.Flag("--all", "Forget every profile");
        command.With(all);
        host.On(command, context =>
        {
            Forget(context, context.Value(all));
            if (!string.IsNullOrWhiteSpace(Environment.GetEnvironmentVariable(ConnectionSettings.ApiKeyVariable)))
            {
                context.Printer.Warn(
                    $"{ConnectionSettings.ApiKeyVariable} is still set in this environment, and lap continues to use it: unset it too.");
            }

            return Task.CompletedTask;
        });
    }

    private static void Forget(CommandContext context, bool all)
    {
        ConfigFile file = ConfigFile.Read(ConfigFile.DefaultPath);
        string name = context.Given.Profile ?? Environment.GetEnvironmentVariable(ConnectionSettings.ProfileVariable)
            ?? Profile.DefaultName;
        bool isKnown = all ? file.Profiles.Count > 0 : file.Profiles.ContainsKey(name);
        if (!isKnown)
        {
            if (context.Given.Profile is not null)
            {
                throw CliException.NotFound($"There is no profile '{name}' in {file.Path}.");
            }

            context.Printer.Info("There was no login to remove.");
            return;
        }

        if (all)
        {
            file.Profiles.Clear();
        }
        else
        {
            file.Profiles.Remove(name);
        }

        if (file.Profiles.Count == 0 && !file.HasOthers)
        {
            ConfigStore.Delete(file);
        }
        else
        {
            ConfigStore.Write(file);
        }

        context.Printer.Info(all ? "Logged out of every platform." : name == Profile.DefaultName ? "Logged out."
            : $"Logged out of profile {name}.");
    }
}
