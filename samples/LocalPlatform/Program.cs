using System.CommandLine;
using LiteLlm.AgentSdk.Testing;

// A local platform as a program, for clients in any language: dotnet run --project samples/LocalPlatform -- --port 3000 --api-key sk-local
Option<int> port =
    new("--port") { Description = "The port to listen on, on the loopback address; 0 for a free one.", DefaultValueFactory = _ => 3000 };
Option<string> apiKey = new("--api-key") { Description = "The key that callers have to send.", DefaultValueFactory = _ => "sk-local" };
RootCommand command = new("A LiteLLM Agent Platform on this machine, whose agents are scripted.") { port, apiKey };
command.SetAction(async (arguments, cancellationToken) =>
{
    await using LocalAgentPlatform lap = await LocalAgentPlatform.StartAsync(
        new()
        {
            Port = arguments.GetValue(port),
            ApiKey = arguments.GetValue(apiKey)!,
            Script = DemoScript.RunAsync,
            DeltaPace = TimeSpan.FromMilliseconds(20)
        },
        cancellationToken);
    Console.WriteLine($"Listening on {lap.BaseUrl} with the key {lap.ApiKey}. Ctrl-C ends it.");
    Console.WriteLine("Agents echo; TOOL, THINK, LONG 200, SLOW 500, UNICODE, MARKDOWN and FAIL 529 in a message make them do more.");
    try
    {
        await Task.Delay(Timeout.Infinite, cancellationToken);
    }
    catch (OperationCanceledException)
    {
        // Ctrl-C or SIGTERM ends the program.
    }

    return 0;
});
return await command.Parse(args).InvokeAsync();
