using System.CommandLine;
using LiteLlm.AgentSdk.Cli.App;

namespace LiteLlm.AgentSdk.Cli.Commands.Account;

/// <summary><c>lap login</c>.</summary>
internal static class LoginCommand
{
    public static void Fill(Command command, CommandHost host)
    {
        Option<bool> noVerify = Args.Flag("--no-verify",
            "Save without checking the address and the key; for older servers, which can't list agents");
        command.With(noVerify);
        host.On(command, async context =>
        {
            using AgentPlatformClient platform = await Login.RunAsync(context, !context.Value(noVerify));
        });
    }
}
