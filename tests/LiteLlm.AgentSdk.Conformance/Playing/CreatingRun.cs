using LiteLlm.AgentSdk.Conformance.Comparing;

namespace LiteLlm.AgentSdk.Conformance.Playing;

/// <summary>
/// The answers of a platform about a session whose sandbox never starts. Not played against a real platform, which has sandboxes.
/// </summary>
internal static class CreatingRun
{
    private const string Waiting = "creating/stream.waits-then-deleted";

    public static IEnumerable<RecordedExchange> Exchanges =>
        Target.IsReal ? [] : Recordings.Folder("creating").Where(static exchange => NotPlayed.ReasonFor(exchange.Name) is null);

    public static async Task<IReadOnlyList<Outcome>> PlayAsync()
    {
        if (Target.IsReal)
        {
            return [];
        }

        await using Target target = await Target.StartAsync();
        target.StartSlowly("waiting_harness");
        var player = new Player(target);
        string agent = (await target.SendAsync("POST", "/api/v1/managed_agents/agents",
            """{"name":"creating","model":"claude-haiku-4-5","harness_id":"claude-agent-sdk","prompt":"You are a helpful assistant."}"""))
            .GetProperty("id").GetString()!;
        player.Ids.Pair("9e0a1528-4696-49e1-9d15-a4662154beaf", agent).Should().BeTrue();
        RecordedExchange waiting = Exchanges.Single(exchange => exchange.Name == Waiting);
        Task<Answer>? opening = null;
        foreach (RecordedExchange exchange in Exchanges.Where(exchange => exchange.Name != Waiting))
        {
            if (exchange.Name == "creating/delete")
            {
                opening = player.OpenAsync(waiting);
            }

            await player.PlayAsync(exchange);
        }

        using Answer answer = await opening!;
        await player.CompareAsync(waiting, answer);
        return player.Outcomes;
    }
}
