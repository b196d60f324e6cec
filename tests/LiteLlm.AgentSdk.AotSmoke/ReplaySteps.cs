using System.Net;
using System.Text;
using System.Text.Json;

namespace LiteLlm.AgentSdk.AotSmoke;

/// <summary>Reads every recorded answer and frame through the client. Each becomes a result or an exception of the SDK.</summary>
internal static class ReplaySteps
{
    private const string ManagedAgents = "/api/v1/managed_agents/";

    public static async Task RunAsync(string folder)
    {
        int results = 0, exceptions = 0, frames = 0;
        string[] files = Directory.GetFiles(folder, "*.json", SearchOption.AllDirectories);
        Check.That(files.Length > 200, "the recordings are there");
        foreach (string file in files)
        {
            using JsonDocument recording = JsonDocument.Parse(await File.ReadAllTextAsync(file));
            JsonElement request = recording.RootElement.GetProperty("request");
            JsonElement response = recording.RootElement.GetProperty("response");
            if (response.GetProperty("status").ValueKind == JsonValueKind.Null)
            {
                // The recorder gave up before a byte arrived.
                continue;
            }

            using HttpClient http = new(new RecordedAnswer(response));
            using AgentPlatformClient platform = new(http, new AgentPlatformOptions
            {
                BaseUrl = new Uri("http://127.0.0.1/api/v1/managed_agents"),
                ApiKey = "k",
                Retry = { MaxRetries = 0 },
                Healing = { Enabled = false },
            });
            try
            {
                frames += await CallAsync(platform, request.GetProperty("method").GetString()!, request.GetProperty("path").GetString()!,
                    response);
                results++;
            }
            catch (AgentPlatformException)
            {
                exceptions++;
            }
        }

        Check.That(frames > 800, $"all frames were read, not {frames}");
        Console.WriteLine($"replay: {files.Length} recordings, {results} results, {exceptions} exceptions, {frames} frames");
    }

    /// <summary>
    /// Returns the call of the recording, or a call that reads the same kind of answer if the SDK doesn't have the recorded call.
    /// </summary>
    private static async Task<int> CallAsync(AgentPlatformClient platform, string method, string path, JsonElement response)
    {
        string[] call = path.StartsWith(ManagedAgents, StringComparison.Ordinal) ? path[ManagedAgents.Length..].Split('?')[0].Split('/')
            : [];
        if (response.TryGetProperty("sse", out JsonElement sse))
        {
            return await ReadFramesAsync(platform, sse.GetString()!);
        }

        Session session = await platform.Sessions.GetAsync(RecordedAnswer.AnySession);
        switch (method, call)
        {
            case ("GET", ["agents"]):
                await platform.Agents.ListAsync().GetFirstPageAsync();
                break;
            case ("POST", ["agents"]):
                await platform.Agents.CreateAsync(new() { Model = "m" });
                break;
            case ("GET", ["agents", _]):
                await platform.Agents.GetAsync("x");
                break;
            case ("PATCH", ["agents", _]):
                await platform.Agents.UpdateAsync("x", new() { Name = "n" });
                break;
            case ("GET", ["sessions"]):
                await platform.Sessions.ListAsync().ToListAsync();
                break;
            case ("POST", ["agents", _, "session"]):
                await platform.Sessions.CreateAsync("x", new() { WaitUntilReady = false });
                break;
            case ("GET", ["sessions", _]):
                await platform.Sessions.GetAsync("x");
                break;
            case ("POST", ["sessions", _, "restart"]):
                await session.RestartAsync();
                break;
            case ("POST", ["sessions", _, "message"]):
                await session.SendAsync("t", new() { WaitForInitialReply = false });
                break;
            case ("GET", ["sessions", _, "messages"]):
                await session.GetMessagesAsync();
                break;
            case ("GET", ["sessions", _, "log"]):
                await session.GetLogAsync();
                break;
            case ("DELETE", ["sessions", _]):
                await session.TerminateAsync();
                break;
            case ("DELETE", _):
                await platform.Agents.DeleteAsync("x");
                break;
            default:
                await session.AbortAsync();
                break;
        }

        return 0;
    }

    private static async Task<int> ReadFramesAsync(AgentPlatformClient platform, string sse)
    {
        string[] sent = [.. sse.Split("\n\n", StringSplitOptions.RemoveEmptyEntries).Select(f => f["data: ".Length..])];
        Session session = await platform.Sessions.GetAsync(RecordedAnswer.AnySession);
        int read = 0;
        try
        {
            await foreach (SessionEvent value in session.FollowAsync())
            {
                using JsonDocument before = JsonDocument.Parse(sent[read]);
                using JsonDocument after = JsonDocument.Parse(value.ToJson());
                Check.That(JsonElement.DeepEquals(before.RootElement, after.RootElement), $"frame comes back as it went: {sent[read]}");
                read++;
            }
        }
        catch (StreamInterruptedException) when (read == sent.Length)
        {
            // A recorded stream ends, but a followed stream does not.
        }

        Check.That(read == sent.Length, $"{sent.Length} frames were sent, {read} read");
        return read;
    }

    private sealed class RecordedAnswer(JsonElement response) : HttpMessageHandler
    {
        /// <summary>Returns the session on which the recorded calls are made.</summary>
        public const string AnySession = "any";

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (request.RequestUri!.AbsolutePath.EndsWith($"/{AnySession}", StringComparison.Ordinal))
            {
                return Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK)
                {
                    Content = new StringContent("""{"id":"s","agent_id":"a","status":"ready"}""", Encoding.UTF8, "application/json"),
                });
            }

            HttpResponseMessage answer = new((HttpStatusCode)response.GetProperty("status").GetInt32());
            string body = response.TryGetProperty("json", out JsonElement json) ? json.GetRawText()
                : response.TryGetProperty("text", out JsonElement text) ? text.GetString() ?? ""
                : response.TryGetProperty("sse", out JsonElement sse) ? sse.GetString() ?? "" : "";
            answer.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
            foreach (JsonProperty header in response.GetProperty("headers").EnumerateObject())
            {
                _ = answer.Headers.TryAddWithoutValidation(header.Name, header.Value.GetString())
                    || answer.Content.Headers.TryAddWithoutValidation(header.Name, header.Value.GetString());
            }

            return Task.FromResult(answer);
        }
    }
}
