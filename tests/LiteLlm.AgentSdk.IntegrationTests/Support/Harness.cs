namespace LiteLlm.AgentSdk.IntegrationTests.Support;

/// <summary>A working harness of the platform, with an agent and a session that tests share.</summary>
internal sealed class Harness
{
    private const string Probe = "acceptance probe";

    private Harness(HarnessId id, Agent agent, Session session, bool isScripted)
    {
        Id = id;
        Agent = agent;
        Session = session;
        IsScripted = isScripted;
    }

    public HarnessId Id { get; }

    public Agent Agent { get; }

    /// <summary>Gets the session that tests share. It has had a turn.</summary>
    public Session Session { get; }

    /// <summary>Gets a value indicating whether the model is the scripted model, which echoes and reacts to keywords.</summary>
    public bool IsScripted { get; }

    public static AgentCreateOptions AgentOptions(HarnessId harness, string name, string model) => new()
    {
        Name = name,
        Model = model,
        HarnessId = harness,
        Prompt = "You take part in a test. Do exactly what each message says, briefly.",
        Projects = harness == HarnessId.ClaudeCodeBrainInline ? [new() { Id = "acceptance", Name = "acceptance" }] : null,
    };

    public static async Task<Harness> OpenAsync(PlatformFixture platform, HarnessId id)
    {
        Agent agent = await platform.Client.Agents.CreateAsync(AgentOptions(id, platform.Name(id.Value), platform.Settings.Model));
        platform.AtEnd(() => agent.DeleteAsync());
        Session session = await agent.CreateSessionAsync();
        platform.AtEnd(() => session.TerminateAsync());
        Reply reply = await session.SendAsync(Probe);
        return new Harness(id, agent, session, reply.Text == $"echo: {Probe}");
    }
}
