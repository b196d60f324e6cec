using LiteLlm.AgentSdk.AotSmoke;

// Each step throws when something is not as it has to be: the exit code says it.
await LiveSteps.RunAsync();
await ChatSteps.RunAsync();
await WebSteps.RunAsync();
await ReplaySteps.RunAsync(Path.Combine(AppContext.BaseDirectory, "Recordings"));
Console.WriteLine("all steps passed");
