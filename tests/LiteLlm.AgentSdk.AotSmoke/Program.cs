using LiteLlm.AgentSdk.AotSmoke;

// Each step throws if a check fails, which sets the exit code.
await LiveSteps.RunAsync();
await ChatSteps.RunAsync();
await WebSteps.RunAsync();
await ReplaySteps.RunAsync(Path.Combine(AppContext.BaseDirectory, "Recordings"));
Console.WriteLine("all steps passed");
