using System.Net;
using System.Net.Sockets;
using System.Text;

namespace LiteLlm.AgentSdk.Cli.Tests.Account;

/// <summary>Servers that are not a platform, and proxies on the way.</summary>
public sealed class OtherServerTests
{
    private const string Page = "<!doctype html><title>Agents</title>";

    private const string Manifest = """{"name":"litellm-platform-plugin","display_name":"Agent Control Plane","version":"0.3.1"}""";

    [Fact]
    public async Task A_control_plane_is_named_and_not_saved()
    {
        await using Lap lap = await Lap.StartAsync();
        lap.LogOut();
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        Task serving = ServeControlPlaneAsync(listener);

        (await lap.RunWithInputAsync($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}\n{Lap.Key}\n", "login")).Fails(3,
            "is a LiteLLM Agent Control Plane");

        File.Exists(lap.ConfigFile).Should().BeFalse();
        listener.Stop();
        await serving;
    }

    [Theory]
    [InlineData("HTTP_PROXY")]
    [InlineData("ALL_PROXY")]
    public async Task A_platform_on_this_machine_is_reached_without_a_proxy_of_the_environment(string variable)
    {
        await using Lap lap = await Lap.StartAsync();
        lap.Environment[variable] = "http://127.0.0.1:9";
        lap.Environment[variable.ToLowerInvariant()] = "http://127.0.0.1:9";
        lap.Environment["NO_PROXY"] = null;
        lap.Environment["no_proxy"] = null;

        (await lap.RunAsync("agents", "--json")).Succeeds().Out.Should().Be("[]\n");
    }

    private static async Task ServeControlPlaneAsync(TcpListener listener)
    {
        try
        {
            while (true)
            {
                using TcpClient accepted = await listener.AcceptTcpClientAsync();
                await using NetworkStream stream = accepted.GetStream();
                using StreamReader reader = new(stream, Encoding.ASCII);
                string request = await reader.ReadLineAsync() ?? "";
                while (await reader.ReadLineAsync() is { Length: > 0 })
                {
                    // Skips the headers.
                }

                (string type, string body) = request.StartsWith("GET /api/plugin-manifest ", StringComparison.Ordinal)
                    ? ("application/json", Manifest) : ("text/html", Page);
                await stream.WriteAsync(Encoding.ASCII.GetBytes(
                    $"HTTP/1.1 200 OK\r\nContent-Type: {type}\r\nContent-Length: {body.Length}\r\nConnection: close\r\n\r\n{body}"));
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // The server was stopped.
        }
    }
}
