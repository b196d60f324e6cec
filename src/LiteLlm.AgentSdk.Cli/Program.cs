using LiteLlm.AgentSdk.Cli;
using LiteLlm.AgentSdk.Cli.App;

// The version alone is answered before anything else is loaded: prompts and scripts ask for it often.
return args is ["--version"] ? FirstWords.Version() : await LapProgram.RunAsync(args);
