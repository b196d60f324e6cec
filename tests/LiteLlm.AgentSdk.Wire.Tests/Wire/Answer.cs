using System.Text;
using WireMock;
using WireMock.Models;
using WireMock.ResponseBuilders;

namespace LiteLlm.AgentSdk.Wire.Tests.Wire;

/// <summary>Answers for a <see cref="PlatformWire"/>.</summary>
internal static class Answer
{
    public static IResponseBuilder Json(string json, int status = 200, params (string Name, string Value)[] headers) =>
        With(status, "application/json; charset=utf-8", Encoding.UTF8.GetBytes(json), headers);

    /// <summary>Answers with JSON that depends on the request.</summary>
    public static IResponseBuilder Json(Func<IRequestMessage, string> json) =>
        Response.Create().WithStatusCode(200).WithHeader("Content-Type", "application/json; charset=utf-8").WithBody(json);

    public static IResponseBuilder Html(string html, int status = 200, params (string Name, string Value)[] headers) =>
        With(status, "text/html; charset=utf-8", Encoding.UTF8.GetBytes(html), headers);

    public static IResponseBuilder Status(int status, string text = "", params (string Name, string Value)[] headers) =>
        With(status, text.Length == 0 ? null : "text/plain; charset=utf-8", Encoding.UTF8.GetBytes(text), headers);

    public static IResponseBuilder With(int status, string? contentType, byte[] body, params (string Name, string Value)[] headers)
    {
        IResponseBuilder response = Response.Create().WithStatusCode(status);
        if (contentType is not null)
        {
            response = response.WithHeader("Content-Type", contentType);
        }

        foreach (IGrouping<string, string> header in headers.GroupBy(header =>
            header.Name, header => header.Value, StringComparer.OrdinalIgnoreCase))
        {
            response = response.WithHeader(header.Key, [.. header]);
        }

        return body.Length == 0 ? response : response.WithBody(body);
    }

    /// <summary>Answers with a stream that sends these frames and ends regularly.</summary>
    public static IResponseBuilder Sse(params string[] frames) => Sse(stream =>
    {
        foreach (string frame in frames)
        {
            stream.Write(Frame(frame));
        }

        return Task.CompletedTask;
    });

    /// <summary>Answers with a stream by a script, which may wait between its frames.</summary>
    public static IResponseBuilder Sse(Func<IBlockingQueue<string?>, Task> script) => Response.Create()
        .WithStatusCode(200)
        .WithHeader("Content-Type", "text/event-stream; charset=utf-8")
        .WithSseBody((_, stream) => PlayAsync(script, stream));

    /// <summary>Returns a frame as the platform writes it: a data line and an empty line.</summary>
    public static string Frame(string json) => $"data: {json}\n\n";

    private static async Task PlayAsync(Func<IBlockingQueue<string?>, Task> script, IBlockingQueue<string?> stream)
    {
        await script(stream);
        stream.Close();
    }
}
