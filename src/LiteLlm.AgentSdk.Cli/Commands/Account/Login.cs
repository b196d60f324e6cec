using LiteLlm.AgentSdk.Cli.App;
using LiteLlm.AgentSdk.Cli.Output;
using LiteLlm.AgentSdk.Cli.Settings;

namespace LiteLlm.AgentSdk.Cli.Commands.Account;

/// <summary>Asks for the address and the key, checks them, and saves them.</summary>
internal static class Login
{
    /// <returns>A client of the platform.</returns>
    public static async Task<AgentPlatformClient> RunAsync(CommandContext context, bool verify)
    {
        GivenSettings given = context.Given;
        Printer printer = context.Printer;
        string name = given.Profile ?? Environment.GetEnvironmentVariable(ConnectionSettings.ProfileVariable) ?? Profile.DefaultName;
        ConfigFile file = ConfigFile.ReadOrReplace(ConfigFile.DefaultPath);
        if (given.ApiKey is not null)
        {
            printer.Warn("--api-key is visible to everyone on this machine and stays in the shell's history: "
                + "leave it out to type the key at a prompt.");
        }

        file.Profiles.TryGetValue(name, out Profile? known);
        string url = given.BaseUrl ?? Prompt.ReadValue(context, "Address of the platform", known?.BaseUrl);
        Uri address = PlatformAddressText.Parse(url, given.BaseUrl is null ? "the platform" : "--base-url");
        bool allowHttp = given.AllowHttp || (known is { AllowHttp: true } && known.BaseUrl == PlatformAddressText.Text(address));
        ConnectionResolver.CheckHttp(address, allowHttp);
        string key = given.ApiKey ?? await Prompt.ReadHiddenValueAsync(context, "API key");
        AgentPlatformClient platform = context.Connect(new Connection { BaseUrl = address, ApiKey = key.Trim(), AllowHttp = allowHttp });
        try
        {
            if (verify)
            {
                await VerifyAsync(platform, address, context.Cancellation);
            }

            file.Profiles[name] =
                new Profile
                {
                    BaseUrl = PlatformAddressText.Text(address),
                    ApiKey = key.Trim(),
                    AllowHttp = allowHttp
                && address.Scheme == Uri.UriSchemeHttp,
                    Agent = known?.BaseUrl == PlatformAddressText.Text(address) ? known.Agent : null,
                };
            if (file.IsBroken)
            {
                printer.Warn($"{file.Path} was not JSON; it is kept as {ConfigStore.BackUp(file)}.");
            }

            ConfigStore.Write(file);
        }
        catch
        {
            platform.Dispose();
            throw;
        }

        string profile = name == Profile.DefaultName ? "" : $" as profile {name}";
        printer.Info($"Logged in to {PlatformAddressText.Text(address)}{profile}; saved in {file.Path}.");
        return platform;
    }

    private static async Task VerifyAsync(AgentPlatformClient platform, Uri address, CancellationToken cancellationToken)
    {
        try
        {
            await platform.Agents.ListAsync(new AgentListOptions { Limit = 1 }, cancellationToken).GetFirstPageAsync(cancellationToken);
        }
        catch (AgentPlatformAuthenticationException e)
        {
            throw new CliException($"{PlatformAddressText.Text(address)} refused the key; nothing was saved.", ExitCodes.Authentication, e);
        }
        catch (AgentPlatformUnsupportedException e)
        {
            throw new CliException($"{e.Message} Nothing was saved.", ExitCodes.NotFound, e);
        }
        catch (AgentPlatformNotFoundException e)
        {
            throw new CliException(
                $"{PlatformAddressText.Text(address)} returned 404, which a platform does not; nothing was saved. Check the address. "
                + "Older servers can't list agents and need --no-verify.",
                ExitCodes.NotFound,
                e);
        }
    }
}
