namespace LiteLlm.AgentSdk.Conformance.Playing;

/// <summary>The local platform for the later recordings, since a real platform can't produce all of them on demand.</summary>
internal static class LocalTarget
{
    /// <summary>Starts a platform with times of days that the run ends.</summary>
    public static async Task<Target> StartAsync(Action<LocalAgentPlatformOptions>? configure = null, bool tokens = true)
    {
        Target target = await Target.StartAsync(options =>
        {
            options.SecondEndDelay = PhaseTime.SecondEnd;
            options.ReplayDelay = PhaseTime.Replay;
            options.TerminalToken = tokens ? "<tty-token>" : null;
            options.PendingEntry = PendingEntryMode.StreamedTurns;
            configure?.Invoke(options);
        });
        target.Model.KnowsHistories = true;
        return target;
    }

    public static string Agent(string harness, string model = "claude-haiku-4-5", string? prompt = "You are a helpful assistant.") =>
        $$"""{"model":"{{model}}","harness_id":"{{harness}}"{{(prompt is null ? "" : $",\"prompt\":\"{prompt}\"")}}}""";
}
