using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace LiteLlm.AgentSdk.Tests.Stubs;

/// <summary>Answers for a <see cref="KestrelStub"/>.</summary>
internal static class Respond
{
    public static Func<HttpContext,
        Task> Json(string json, int status = StatusCodes.Status200OK, params (string Name, string Value)[] headers) =>
        With(status, "application/json; charset=utf-8", Encoding.UTF8.GetBytes(json), headers);

    public static Func<HttpContext,
        Task> Html(string html, int status = StatusCodes.Status200OK, params (string Name, string Value)[] headers) =>
        With(status, "text/html; charset=utf-8", Encoding.UTF8.GetBytes(html), headers);

    public static Func<HttpContext, Task> Status(int status, string text = "", params (string Name, string Value)[] headers) =>
        With(status, text.Length == 0 ? null : "text/plain; charset=utf-8", Encoding.UTF8.GetBytes(text), headers);

    public static Func<HttpContext,
        Task> With(int status, string? contentType, byte[] body, params (string Name, string Value)[] headers) => async context =>
    {
        Head(context, status, contentType, headers);
        if (status is not (StatusCodes.Status204NoContent or StatusCodes.Status304NotModified))
        {
            context.Response.ContentLength = body.Length;
            await context.Response.Body.WriteAsync(body, context.RequestAborted);
        }
    };

    /// <summary>Waits for the gate, and then answers, like a call that lasts a whole turn.</summary>
    public static Func<HttpContext, Task> After(Task gate, Func<HttpContext, Task> answer) => async context =>
    {
        await gate.WaitAsync(context.RequestAborted);
        await answer(context);
    };

    /// <summary>Reads the request and never answers. Ends when the caller hangs up.</summary>
    public static Func<HttpContext, Task> Never() =>
        context => new TaskCompletionSource().Task.WaitAsync(context.RequestAborted);

    /// <summary>Reads the request and breaks the connection without an answer.</summary>
    public static Func<HttpContext, Task> Abort() => context =>
    {
        context.Abort();
        return Task.CompletedTask;
    };

    /// <summary>Sends a 200 whose body breaks off: fewer bytes than its length says.</summary>
    public static Func<HttpContext, Task> Truncated(string json, int bytes) => async context =>
    {
        byte[] body = Encoding.UTF8.GetBytes(json);
        Head(context, StatusCodes.Status200OK, "application/json; charset=utf-8", []);
        context.Response.ContentLength = body.Length;
        await context.Response.Body.WriteAsync(body.AsMemory(0, bytes), context.RequestAborted);
        await context.Response.Body.FlushAsync(context.RequestAborted);
        context.Abort();
    };

    /// <summary>Sends a stream of server-sent events, which <paramref name="write"/> writes.</summary>
    public static Func<HttpContext, Task> Sse(Func<SseWriter, Task> write) => async context =>
    {
        Head(context, StatusCodes.Status200OK, "text/event-stream; charset=utf-8", [("Cache-Control", "no-cache")]);
        context.Features.GetRequiredFeature<IHttpResponseBodyFeature>().DisableBuffering();
        await context.Response.StartAsync(context.RequestAborted);
        await context.Response.Body.FlushAsync(context.RequestAborted);
        await write(new SseWriter(context));
    };

    /// <summary>Sends a stream with these frames that ends regularly.</summary>
    public static Func<HttpContext, Task> Sse(params string[] json) => Sse(async stream =>
    {
        foreach (string frame in json)
        {
            await stream.FrameAsync(frame);
        }
    });

    private static void Head(HttpContext context, int status, string? contentType, (string Name, string Value)[] headers)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = contentType;
        foreach ((string name, string value) in headers)
        {
            context.Response.Headers.Append(name, value);
        }
    }
}
