using System.CommandLine;
using LiteLlm.AgentSdk.Cli.App;
using LiteLlm.AgentSdk.Cli.Naming;
using LiteLlm.AgentSdk.Cli.Output;

namespace LiteLlm.AgentSdk.Cli.Commands.Platform;

/// <summary><c>lap integrations</c>: the external services in which agents can reply.</summary>
internal static class IntegrationsCommand
{
    public static void Fill(Command command, CommandHost host)
    {
        List(command, host);
        command.With(
            List(new Command("list", "List the services, their workspaces, and an agent's bindings"), host),
            Manifest(new Command("manifest", "Print the manifest of a service's app"), host),
            Bind(new Command("bind", "Bind an agent to a workspace, so that it replies there"), host),
            Unbind(new Command("unbind", "Remove an agent's binding to a service"), host));
    }

    private static Command List(Command command, CommandHost host)
    {
        Option<string?> agent = Args.Text("--for", "The agent whose bindings are shown: its id or name", "agent");
        return host.On(command.With(agent, host.Globals.Wide, host.Globals.NoTrunc), async context =>
        {
            string? id = context.Value(agent) is { } text ? (await AgentFinder.FindAsync(context, text)).Id : null;
            IReadOnlyList<IntegrationProvider> providers =
                await context.Platform.Integrations.ListAsync(id).ToListAsync(context.Cancellation);
            if (context.Json)
            {
                JsonPrinter.WriteArray(context.Printer, providers, provider => provider.Raw, context.ShowSecrets);
                return;
            }

            Table table = new(Column.Name("SERVICE"), Column.Word("ENABLED", 40), Column.Text("WORKSPACE", 60), Column.Name("INSTALL"),
                Column.Word("BOUND", 80));
            foreach (IntegrationProvider provider in providers)
            {
                AddRows(table, provider);
            }

            table.Print(context, "The platform has no integrations.");
        });
    }

    private static void AddRows(Table table, IntegrationProvider provider)
    {
        string enabled = provider.Enabled ? "yes" : "no";
        if (provider.Installs.Count == 0)
        {
            table.Add(provider.Id, enabled, null, null, provider.Binding is null ? null : "yes");
        }

        foreach (IntegrationInstall install in provider.Installs)
        {
            string? bound = provider.Binding?.InstallId == install.InstallId ? "yes" : null;
            table.Add(provider.Id, enabled, install.WorkspaceName, install.InstallId, bound);
        }
    }

    private static Command Manifest(Command command, CommandHost host)
    {
        Argument<string> service = Service();
        return host.On(command.With(service), async context =>
        {
            IntegrationManifest manifest =
                await context.Platform.Integrations.GetManifestAsync(context.Value(service)!, context.Cancellation);
            JsonPrinter.Write(context.Printer, context.Json ? manifest.Raw : manifest.Manifest, context.ShowSecrets);
        });
    }

    private static Command Bind(Command command, CommandHost host)
    {
        Argument<string> agent = Args.Agent();
        Argument<string> service = Service();
        Argument<string> install = Args.Required("install", "The install's id, as 'lap integrations' shows it");
        return host.On(command.With(agent, service, install), async context =>
        {
            Agent found = await AgentFinder.FindAsync(context, context.Value(agent)!);
            IntegrationBinding binding =
                await found.BindIntegrationAsync(context.Value(service)!, context.Value(install)!, context.Cancellation);
            if (context.Json)
            {
                JsonPrinter.Write(context.Printer, binding.Raw, context.ShowSecrets);
                return;
            }

            context.Printer.WriteLine(Printer.OneLine(binding.BindingId));
            context.Printer.Info($"Agent {found.Name ?? found.Id} now replies in {binding.WorkspaceName ?? binding.InstallId}.");
        });
    }

    private static Command Unbind(Command command, CommandHost host)
    {
        Argument<string> agent = Args.Agent();
        Argument<string> service = Service();
        return host.On(command.With(agent, service), async context =>
        {
            Agent found = await AgentFinder.FindAsync(context, context.Value(agent)!);
            int deleted = await found.UnbindIntegrationAsync(context.Value(service)!, context.Cancellation);
            if (context.Json)
            {
                JsonPrinter.WriteObject(context.Printer, json => json.WriteNumber("deleted", deleted));
                return;
            }

            context.Printer.Info(deleted == 0
                ? $"Agent {found.Name ?? found.Id} was not bound to {context.Value(service)}."
                : $"Agent {found.Name ?? found.Id} no longer replies in {context.Value(service)}.");
        });
    }

    private static Argument<string> Service() => Args.Required("service", "The service's id, such as slack");
}
