using System.Net.Sockets;
using System.Text;
using FluentAssertions;
using Xunit;

namespace LiteLlm.AgentSdk.Tests.Stubs;

public sealed class ChaosProxyTests
{
    private const string Hello = "hello world";

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_proxy_cuts_answers_at_the_planned_byte_and_in_the_planned_way(bool reset)
    {
        await using RawTcpStub server = RawTcpStub.Start(exchange => exchange.RespondAsync(Hello));
        await using ChaosProxy proxy =
            ChaosProxy.Start(server.BaseAddress, _ => new() { End = reset ? ProxyEnd.Reset : ProxyEnd.Fin, EndAfterDown = 12 });
        (string read, bool wasReset) = await AskAsync(proxy);

        wasReset.Should().Be(reset);
        read.Should().Be(reset && read.Length == 0 ? "" : "HTTP/1.1 200", "a reset may overtake data that was sent before it");
    }

    [Fact]
    public async Task A_proxy_cuts_requests()
    {
        await using RawTcpStub server = RawTcpStub.Start(exchange => exchange.RespondAsync(Hello));
        await using ChaosProxy proxy = ChaosProxy.Start(server.BaseAddress, _ => new() { End = ProxyEnd.Fin, EndAfterUp = 10 });

        (await AskAsync(proxy)).Read.Should().BeEmpty();
        server.Requests.Should().BeEmpty();
    }

    [Fact]
    public async Task A_proxy_stalls_until_it_is_released()
    {
        TaskCompletionSource told = new();
        await using RawTcpStub server = RawTcpStub.Start(exchange => exchange.RespondAsync(Hello));
        await using ChaosProxy proxy = ChaosProxy.Start(server.BaseAddress, _ => new() { StallAfterDown = 12, StallUntil = told.Task });
        using TcpClient client = await ConnectAsync(proxy);
        byte[] buffer = new byte[12];
        await client.GetStream().ReadExactlyAsync(buffer);
        ValueTask<int> rest = client.GetStream().ReadAsync(buffer);

        proxy.BytesDown.Should().BeLessThanOrEqualTo(12);
        rest.IsCompleted.Should().BeFalse();
        told.SetResult();
        (await rest).Should().BePositive();
    }

    [Theory]
    [InlineData(1, false)]
    [InlineData(3, false)]
    [InlineData(0, true)]
    public async Task Pieces_and_merging_change_no_byte(int size, bool merges)
    {
        string text = string.Concat(Enumerable.Repeat(Hello, 500));
        await using RawTcpStub server = RawTcpStub.Start(exchange => exchange.RespondAsync(text));
        await using ChaosProxy proxy =
            ChaosProxy.Start(server.BaseAddress, _ => new() { Pieces = size == 0 ? [] : [size], Merges = merges });
        using HttpClient http = new() { BaseAddress = proxy.BaseAddress };

        (await http.GetStringAsync(new Uri("x", UriKind.Relative))).Should().Be(text);
        proxy.Connections.Should().Be(1);
    }

    [Fact]
    public void The_same_seed_plans_the_same()
    {
        string[] one = Plans(7);

        one.Should().Equal(Plans(7));
        one.Should().NotEqual(Plans(8));
        one.Distinct().Should().HaveCountGreaterThan(50);

        static string[] Plans(int seed) =>
            [.. Enumerable.Range(0, 100).Select(i => ProxyPlan.Draw(Seeds.Round(seed, i), Task.CompletedTask).ToString())];
    }

    private static async Task<TcpClient> ConnectAsync(ChaosProxy proxy)
    {
        TcpClient client = new();
        await client.ConnectAsync("127.0.0.1", proxy.BaseAddress.Port);
        await client.GetStream().WriteAsync("GET / HTTP/1.1\r\nHost: x\r\n\r\n"u8.ToArray());
        return client;
    }

    private static async Task<(string Read, bool WasReset)> AskAsync(ChaosProxy proxy)
    {
        using TcpClient client = await ConnectAsync(proxy);
        using MemoryStream read = new();
        try
        {
            await client.GetStream().CopyToAsync(read).WaitAsync(Arrivals<int>.Patience);
            return (Encoding.ASCII.GetString(read.ToArray()), false);
        }
        catch (IOException)
        {
            return (Encoding.ASCII.GetString(read.ToArray()), true);
        }
    }
}
