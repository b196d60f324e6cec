using LiteLlm.AgentSdk;
using LiteLlm.AgentSdk.Cli.Chat;
using LiteLlm.AgentSdk.Cli.Terminals;

// For the tests of the chat and the terminal, until there are commands: __chat|__terminal <base-url> <key> <session-id> [options].
using CancellationTokenSource stop = new();
using AgentPlatformClient platform = new(new AgentPlatformOptions { BaseUrl = new(args[1]), ApiKey = args[2] });
Session session = await platform.Sessions.GetAsync(args[3]).ConfigureAwait(false);
ChatOptions options = new() { Interactive = true, Json = args.Contains("--json"), Quiet = args.Contains("--quiet"), Stream = !args.Contains("--no-stream") };
return args[0] == "__chat"
    ? await new ChatRunner(platform, options).RunAsync(session, stop.Token).ConfigureAwait(false)
    : await TerminalRunner.RunAsync(platform, session, address: null, token: null, stop.Token).ConfigureAwait(false);
