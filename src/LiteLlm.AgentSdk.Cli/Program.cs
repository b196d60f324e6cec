using LiteLlm.AgentSdk;
using LiteLlm.AgentSdk.Cli.Chat;
using LiteLlm.AgentSdk.Cli.Terminals;

using CancellationTokenSource stop = new();
using AgentPlatformClient platform = new(new AgentPlatformOptions { BaseUrl = new(args[1]), ApiKey = args[2] });
Session session = await platform.Sessions.GetAsync(args[3]).ConfigureAwait(false);
return args[0] == "__chat"
    ? await new ChatRunner(platform, new ChatOptions { Interactive = true, Json = args.Contains("--json"), Quiet = args.Contains("--quiet"), Stream = !args.Contains("--no-stream") }).RunAsync(session, stop.Token).ConfigureAwait(false)
    : await TerminalRunner.RunAsync(platform, session, null, null, stop.Token).ConfigureAwait(false);
