using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace LiteLlm.AgentSdk.Cli.Tests.Program;

public sealed class LocalTests
{
    [Fact]
    public async Task A_platform_runs_until_ctrl_c_and_accepts_its_key()
    {
        await using Lap lap = await Lap.StartAsync();
        using Process process = lap.Start("local", "--json", "--api-key", "sk-my-local-key");
        string? line = await process.StandardOutput.ReadLineAsync().WaitAsync(Lap.Patience);
        using JsonDocument started = JsonDocument.Parse(line!);
        started.RootElement.GetProperty("api_key").GetString().Should().Be("sk-my-local-key");
        lap.Environment["LAP_BASE_URL"] = started.RootElement.GetProperty("base_url").GetString();
        lap.Environment["LAP_API_KEY"] = "sk-my-local-key";
        string agent = (await lap.RunAsync("agents", "create", "--model", "fake-model", "--name", "Local")).Succeeds().Line;
        (await lap.RunAsync("send", agent, "hello")).Succeeds().Line.Should().Be("echo: hello");
        Lap.Interrupt(process);
        await process.WaitForExitAsync().WaitAsync(Lap.Patience);
        process.ExitCode.Should().Be(0);
        (await process.StandardError.ReadToEndAsync()).Should().NotContain("warning", "the key of a local platform is not secret");
        (await lap.RunAsync("agents")).ExitCode.Should().Be(1);
    }

    [Fact]
    public async Task A_port_in_use_is_reported()
    {
        await using Lap lap = await Lap.StartAsync();
        string port = lap.Platform.BaseUrl.Port.ToString(CultureInfo.InvariantCulture);
        (await lap.RunAsync("local", "--port", port)).Fails(1, $"can't listen on port {port}");
        (await lap.RunAsync("local", "--port", "70000")).Fails(2, "between 0 and 65535");
    }
}
