using System.ClientModel;
using System.Net.ServerSentEvents;
using System.Text;
using Anthropic;
using Anthropic.Models.Messages;
using BenchmarkDotNet.Attributes;
using OpenAI;
using OpenAI.Chat;

namespace LiteLlm.AgentSdk.Benchmarks;

/// <summary>
/// A turn as users send and read it, over loopback HTTP with the server in another process. The same tokens are read by the SDK, by a
/// client
/// that only splits frames, and by the packages of OpenAI and Anthropic in their own formats. One operation is a whole turn.
/// </summary>
[MemoryDiagnoser]
public class TurnBenchmarks
{
    private readonly List<Session> _sessions = [];
    private ServerProcess? _server;
    private AgentPlatformClient? _platform;
    private HttpClient? _http;
    private Session? _claude;
    private Session? _openCode;
    private ChatClient? _openAI;
    private AnthropicClient? _anthropic;

    [GlobalSetup]
    public async Task SetupAsync()
    {
        _server = ServerProcess.Start();
        _http = _server.CreateBareClient();
        _platform = _server.CreateClient();
        _claude = await _platform.Sessions.GetAsync(TurnWires.ClaudeSession);
        _openCode = await _platform.Sessions.GetAsync(TurnWires.OpenCodeSession);
        _openAI = new ChatClient(
            "gpt-5-mini",
            new ApiKeyCredential(ServerProcess.ApiKey),
            new OpenAIClientOptions { Endpoint = new Uri(_server.BaseUrl, "/openai/v1") });
        _anthropic = new AnthropicClient { ApiKey = ServerProcess.ApiKey, BaseUrl = _server.BaseUrl.ToString().TrimEnd('/') };
        await CheckAsync();
    }

    [GlobalCleanup]
    public void Cleanup()
    {
        _anthropic?.Dispose();
        _platform?.Dispose();
        _http?.Dispose();
        _server?.Dispose();
    }

    [Benchmark(Baseline = true, Description = "frames cut, as strings: claude")]
    public Task<int> BareClaudeAsync() =>
        BareAsync(TurnWires.ClaudeSession, TurnWires.ClaudeText, static (_, data) => Encoding.UTF8.GetString(data));

    [Benchmark(Description = "frames cut, as bytes: claude")]
    public Task<int> BytesOfClaudeAsync() =>
        BareAsync(TurnWires.ClaudeSession, TurnWires.ClaudeText, static (_, data) => data.Length);

    [Benchmark(Description = "session.SendStreamingAsync: claude")]
    public Task<int> ClaudeAsync() => SendAsync(_claude!, TurnWires.ClaudeText);

    [Benchmark(Description = "frames cut, as strings: opencode")]
    public Task<int> BareOpenCodeAsync() =>
        BareAsync(TurnWires.OpenCodeSession, TurnWires.OpenCodeText, static (_, data) => Encoding.UTF8.GetString(data));

    [Benchmark(Description = "frames cut, as bytes: opencode")]
    public Task<int> BytesOfOpenCodeAsync() =>
        BareAsync(TurnWires.OpenCodeSession, TurnWires.OpenCodeText, static (_, data) => data.Length);

    [Benchmark(Description = "session.SendStreamingAsync: opencode")]
    public Task<int> OpenCodeAsync() => SendAsync(_openCode!, TurnWires.OpenCodeText);

    [Benchmark(Description = "OpenAI: CompleteChatStreamingAsync")]
    public async Task<int> OpenAIAsync()
    {
        int count = 0;
        await foreach (StreamingChatCompletionUpdate update in _openAI!.CompleteChatStreamingAsync([new UserChatMessage("go")]))
        {
            foreach (ChatMessageContentPart part in update.ContentUpdate)
            {
                count += part.Text.Length > 0 ? 1 : 0;
            }
        }

        return count;
    }

    [Benchmark(Description = "Anthropic: Messages.CreateStreaming")]
    public async Task<int> AnthropicAsync()
    {
        int count = 0;
        MessageCreateParams message = new()
        {
            MaxTokens = 4096,
            Model = Model.ClaudeHaiku4_5,
            Messages = [new UserMessageParam { Content = "go" }],
        };
        await foreach (RawMessageStreamEvent value in _anthropic!.Messages.CreateStreaming(message))
        {
            if (value.TryPickContentBlockDelta(out RawContentBlockDeltaEvent? delta) && delta.Delta.TryPickText(out TextDelta? text))
            {
                count += text.Text.Length > 0 ? 1 : 0;
            }
        }

        return count;
    }

    /// <summary>Short turns one after the other, each in its own session.</summary>
    public async Task<int> OneByOneAsync(int turns)
    {
        int count = 0;
        foreach (Session session in await SessionsAsync(turns))
        {
            count += await SendAsync(session, TurnWires.ClaudeText);
        }

        return count;
    }

    /// <summary>The same number of short turns at once, each in its own session.</summary>
    public async Task<int> AtOnceAsync(int turns) =>
        (await Task.WhenAll((await SessionsAsync(turns)).Select(session => SendAsync(session, TurnWires.ClaudeText)))).Sum();

    private static async Task<int> SendAsync(Session session, string text)
    {
        int count = 0;
        await foreach (TurnUpdate update in session.SendStreamingAsync(text))
        {
            count += update.Text is not null ? 1 : 0;
        }

        return count;
    }

    private async Task<IReadOnlyList<Session>> SessionsAsync(int count)
    {
        while (_sessions.Count < count)
        {
            _sessions.Add(await _platform!.Sessions.GetAsync($"{TurnWires.ShortSession}-{_sessions.Count}"));
        }

        return _sessions.GetRange(0, count);
    }

    private async Task<int> BareAsync<T>(string session, string text, SseItemParser<T> parser)
    {
        using HttpRequestMessage request = new(HttpMethod.Post, $"{BenchmarkServer.Prefix}/sessions/{session}/message_stream")
        {
            Content = new StringContent($$"""{"text":"{{text}}"}""", Encoding.UTF8, "application/json"),
        };
        using HttpResponseMessage response = await _http!.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        await using Stream body = await response.Content.ReadAsStreamAsync();
        int frames = 0;
        await foreach (SseItem<T> item in SseParser.Create(body, parser).EnumerateAsync())
        {
            frames++;
        }

        return frames > TurnWires.Tokens ? TurnWires.Tokens : throw new InvalidOperationException($"There were {frames} frames alone.");
    }

    /// <summary>Checks that all ways read the same tokens.</summary>
    private async Task CheckAsync()
    {
        foreach ((string name, Func<Task<int>> readAsync) in ((string, Func<Task<int>>)[])
            [("claude", ClaudeAsync), ("opencode", OpenCodeAsync), ("OpenAI", OpenAIAsync), ("Anthropic", AnthropicAsync)])
        {
            if (await readAsync() is var count && count != TurnWires.Tokens)
            {
                throw new InvalidOperationException($"{name} gave {count} tokens and not {TurnWires.Tokens}.");
            }
        }
    }
}
