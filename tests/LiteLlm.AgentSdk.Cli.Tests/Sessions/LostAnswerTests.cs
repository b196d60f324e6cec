using System.Diagnostics;
using System.Text;

namespace LiteLlm.AgentSdk.Cli.Tests.Sessions;

/// <summary>
/// A lost answer is reported at once, and later messages do not contradict the report. An image is sent in the format of its harness.
/// </summary>
public sealed class LostAnswerTests
{
    private const string Looking = "The platform returned 502; looking for the turn, up to 10 min; Ctrl-C stops waiting.";

    [Theory]
    [InlineData("claude-agent-sdk", "/message")]
    [InlineData("claude-agent-sdk", "/message_stream")]
    [InlineData("opencode", "/message")]
    [InlineData("opencode", "/message_stream")]
    public async Task A_lost_answer_is_reported_at_once_and_the_turn_found(string harness, string route)
    {
        TaskCompletionSource mayEnd = new();
        await using Lap lap = await Lap.StartAsync(options => options.Script = _ =>
            Steps(TurnStep.Wait(mayEnd.Task), TurnStep.Text("done")));
        await lap.CreateAgentAsync("bot", harness);
        lap.Platform.Faults.Add(Fault.HtmlPage(502).AfterEffect().On("POST", route));
        string[] arguments = ["send", "bot", "hello", .. route == "/message_stream" ? new[] { "--stream" } : []];
        using Process process = lap.Start(arguments);
        process.StandardInput.Close();
        string told = await ReadAsync(process, Looking);
        told += await ReadAsync(process, "The turn was found; following it.");
        mayEnd.SetResult();
        (await process.StandardOutput.ReadToEndAsync().WaitAsync(Lap.Patience)).Should().Be("done\n");
        told += await process.StandardError.ReadToEndAsync().WaitAsync(Lap.Patience);
        await process.WaitForExitAsync().WaitAsync(Lap.Patience);
        process.ExitCode.Should().Be(0, told);
        told.Split(Looking).Should().HaveCount(2, "it is reported once");
        told.Should().NotContain("goes on").And.NotContain("html");
        lap.Platform.Counters.TurnsStarted.Should().Be(1);
    }

    [Fact]
    public async Task Ctrl_c_of_send_stops_waiting_for_a_turn_that_was_not_seen()
    {
        await using Lap lap = await Lap.StartAsync();
        await lap.CreateAgentAsync("bot");
        lap.Platform.Faults.Add(Fault.HtmlPage(502).On("POST", "/message"));
        using Process process = lap.Start("send", "bot", "hello");
        process.StandardInput.Close();
        string told = await ReadAsync(process, Looking);
        Lap.Interrupt(process);
        told += await process.StandardError.ReadToEndAsync().WaitAsync(Lap.Patience);
        await process.WaitForExitAsync().WaitAsync(Lap.Patience);
        process.ExitCode.Should().Be(130);
        told.Should().NotContain("goes on").And.Contain("lap --resume");
        lap.Platform.Counters.TurnsStarted.Should().Be(0);
    }

    [Theory]
    [InlineData("/message", "send", "bot", "hello")]
    [InlineData("/message_stream", "send", "bot", "hello", "--stream")]
    [InlineData("/message_stream", "run", "bot", "-p", "hello")]
    public async Task A_refused_message_is_reported_and_may_be_sent_again(string route, params string[] arguments)
    {
        await using Lap lap = await Lap.StartAsync();
        await lap.CreateAgentAsync("bot", "opencode");
        lap.Platform.Faults.Add(Fault.MessageRefused().On("POST", route));
        Result result = await lap.RunAsync(arguments);
        result.ExitCode.Should().Be(5, result.Error);
        result.Error.Should().Contain("looking for the turn, up to 10 min; Ctrl-C stops waiting.")
            .And.Contain("lap: The message was not delivered and started no turn: ").And.Contain("Sending it again is safe.")
            .And.NotContain("goes on").And.NotContain("Async");
    }

    [Theory]
    [InlineData("claude-agent-sdk", "\"attachments\":[{")]
    [InlineData("opencode", "\"type\":\"file\",")]
    public async Task An_image_is_sent_in_the_format_of_the_harness(string harness, string form)
    {
        await using Lap lap = await Lap.StartAsync();
        await lap.CreateAgentAsync("bot", harness);
        string image = await ImageAsync(lap);
        (await lap.RunAsync("send", "bot", "what is it?", "--image", image)).Succeeds();
        lap.Platform.ReceivedRequests.Single(request => request.Path.EndsWith("/message", StringComparison.Ordinal)).Body
            .Should().Contain(form);
    }

    [Fact]
    public async Task An_image_that_can_not_be_sent_is_refused_before_a_session_is_opened()
    {
        await using Lap lap = await Lap.StartAsync();
        await lap.CreateAgentAsync("coder", "claude-code");
        await lap.CreateAgentAsync("bot");
        string image = await ImageAsync(lap);
        string text = Path.Combine(lap.Home, "a.txt");
        await File.WriteAllTextAsync(text, "no picture");
        (await lap.RunAsync("send", "coder", "look", "--image", image)).Fails(2, "which takes no images: nothing was sent");
        string[] many = [.. Enumerable.Range(0, 11).SelectMany(_ => new[] { "--image", image })];
        (await lap.RunAsync(["send", "bot", "look", .. many])).Fails(2, "The message can't be sent");
        (await lap.RunAsync("send", "bot", "look", "--image", text)).Fails(2, "image");
        (await lap.Client.Sessions.ListAsync().ToListAsync()).Should().BeEmpty();
    }

    /// <summary>The smallest PNG: one transparent pixel.</summary>
    private static async Task<string> ImageAsync(Lap lap)
    {
        string path = Path.Combine(lap.Home, "a.png");
        await File.WriteAllBytesAsync(path, Convert.FromBase64String(
            "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="));
        return path;
    }

    private static async Task<string> ReadAsync(Process process, string text)
    {
        StringBuilder read = new();
        while (!read.ToString().Contains(text, StringComparison.Ordinal))
        {
            string? line = await process.StandardError.ReadLineAsync().WaitAsync(Lap.Patience);
            line.Should().NotBeNull("'{0}' was to be said; there was: {1}", text, read);
            read.Append(line).Append('\n');
        }

        return read.ToString();
    }
}
