using System.Text;

namespace LiteLlm.AgentSdk.IntegrationTests.Sessions;

/// <summary>Harnesses that are terminals.</summary>
public sealed class TerminalTests(PlatformFixture platform) : AcceptanceTest(platform)
{
    [SkippableTheory]
    [MemberData(nameof(Terminals))]
    [Covers(Calls.OpenTerminal)]
    public async Task A_terminal_shows_its_program_to_each_client(string harness)
    {
        Session session = await OpenSessionAsync(harness);
        await using (Terminal terminal = await OpenAsync(session))
        {
            terminal.Columns.Should().Be(90);
            (await ReadSomeAsync(terminal)).Should().NotBeEmpty("the program draws its screen");
            await terminal.ResizeAsync(100, 40);
            terminal.Rows.Should().Be(40);
            await terminal.WriteAsync("x");
            (await ReadSomeAsync(terminal)).Should().NotBeEmpty("a key or the new size changes the screen");
        }

        await using Terminal again = await OpenAsync(session);
        await again.WriteAsync("y");
        (await ReadSomeAsync(again)).Should().NotBeEmpty("the program lives on");
    }

    [SkippableTheory]
    [MemberData(nameof(Terminals))]
    public async Task A_terminal_with_a_wrong_token_is_refused(string harness)
    {
        Session session = await OpenSessionAsync(harness);
        await (await OpenAsync(session)).DisposeAsync();
        Func<Task> open = async () => await (await session.OpenTerminalAsync(new() { Token = "certainly-wrong" })).DisposeAsync();
        (await open.Should().ThrowAsync<AgentPlatformException>()).Which.ToString().Should().NotContain("certainly-wrong");
    }

    private static async Task<Terminal> OpenAsync(Session session)
    {
        try
        {
            Terminal terminal = await session.OpenTerminalAsync(new() { Columns = 90, Rows = 30, ReadyTimeout = TimeSpan.FromMinutes(5) });
            CallRecorder.Note(Calls.OpenTerminal);
            return terminal;
        }
        catch (TerminalUnavailableException exception)
        {
            Need.GiveUp(exception.Message);
            throw;
        }
    }

    private static async Task<string> ReadSomeAsync(Terminal terminal)
    {
        using CancellationTokenSource limit = new(TimeSpan.FromSeconds(60));
        byte[] buffer = new byte[32 * 1024];
        int count = await terminal.ReadAsync(buffer, limit.Token);
        return Encoding.UTF8.GetString(buffer, 0, count);
    }

    private async Task<Session> OpenSessionAsync(string harness)
    {
        Need.That(harness != NoHarness, $"{AcceptanceSettings.HarnessesVariable} names no terminal");
        Agent agent = await CreateAgentAsync(Harness.AgentOptions(harness, Platform.Name(harness), Platform.Settings.Model));
        agent.SupportsTui.Should().BeTrue();
        try
        {
            return await CreateSessionAsync(agent);
        }
        catch (AgentPlatformException exception) when (!Platform.IsLocal)
        {
            Need.GiveUp($"no session on '{harness}': {exception.Message}");
            throw;
        }
    }
}
