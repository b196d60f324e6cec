using System.Text;
using System.Text.Json;
using LiteLlm.AgentSdk.Testing.Json;
using LiteLlm.AgentSdk.Testing.Storage;
using Microsoft.AspNetCore.Http;

namespace LiteLlm.AgentSdk.Testing.Http;

/// <summary>A request and its response. All bytes of a response pass through this class, so that faults can change them.</summary>
internal sealed class Exchange(
    HttpContext context,
    ReceivedRequest request,
    IReadOnlyDictionary<string, string> values,
    Fault? fault,
    bool isAuthorized,
    CancellationToken gone)
{
    private static readonly JsonDocumentOptions s_deep = new() { MaxDepth = 1024 };

    private static readonly JsonElement s_empty = JsonDocument.Parse("{}").RootElement;

    private RequestQuery? _query;
    private long _bytes;
    private int _pieces;

    public HttpContext Context => context;

    public ReceivedRequest Request => request;

    public string Body => request.Body;

    /// <summary>Gets a value indicating whether the request has the platform's key.</summary>
    public bool IsAuthorized => isAuthorized;

    public string Method => context.Request.Method;

    public string Path => context.Request.Path.Value ?? "/";

    public Fault? Fault => fault;

    /// <summary>Gets the token that is canceled when the caller disconnects or the platform stops. Turns continue.</summary>
    public CancellationToken Gone => gone;

    public string this[string name] => values[name];

    /// <summary>Returns a value of the query; null if it is missing.</summary>
    public string? Query(string name) => (_query ??= new RequestQuery(context.Request.QueryString.Value))[name];

    /// <summary>Returns a query value that is used in the database; null if it is missing.</summary>
    public string? StoredQuery(string name) => StoredText.Checked(Query(name));

    /// <summary>Returns the body as JSON, with unpaired surrogates replaced; null if it is not JSON or empty.</summary>
    public JsonElement? Json()
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(WellFormedJson.Of(request.Body), s_deep);
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Reads the fields of the body. Returns null after it has sent an error for an invalid body.</summary>
    /// <param name="read">Reads the fields.</param>
    /// <param name="orEmpty">true to treat a body that is not JSON as an empty object.</param>
    public async Task<T?> FieldsAsync<T>(Func<JsonElement, Issues, T?> read, bool orEmpty = false)
        where T : class
    {
        if (Json() is not { } sent)
        {
            if (!orEmpty)
            {
                await InternalErrorAsync().ConfigureAwait(false);
                return null;
            }

            sent = s_empty;
        }

        var issues = new Issues();
        T? fields = null;
        if (sent.ValueKind == JsonValueKind.Object)
        {
            fields = read(sent, issues);
        }
        else
        {
            issues.WrongType("object", sent, []);
        }

        if (!issues.Any)
        {
            return fields;
        }

        await IssuesAsync(issues).ConfigureAwait(false);
        return null;
    }

    /// <summary>
    /// Throws if a fault ends the request after its effect. Call it as soon as the request has taken effect, before a response or a wait.
    /// </summary>
    public void ThrowIfFaultAfterEffect()
    {
        switch (fault)
        {
            case { Kind: FaultKind.AbortAfterEffect }:
                throw new ConnectionCutException();
            case { Kind: FaultKind.Answer }:
                throw new AnswerReplacedException();
        }
    }

    public Task ErrorAsync(int status, string message) => JsonAsync(status, "{\"error\":" + JsText.Quote(message) + "}");

    public Task InternalErrorAsync() => ErrorAsync(500, "internal error");

    public Task IssuesAsync(Issues issues) => JsonAsync(400, issues.Json);

    /// <summary>Sends the nested error of a failed check between fields.</summary>
    public Task CrossCheckAsync(string message) => JsonAsync(400, "{\"error\":{\"error\":" + JsText.Quote(message) + "}}");

    public Task JsonAsync(int status, string json) => AnswerAsync(status, "application/json", json);

    /// <summary>Sends the fault's response instead of the platform's.</summary>
    public async Task AnswerAsync(Fault instead)
    {
        context.Response.StatusCode = instead.StatusCode;
        context.Response.ContentType = instead.ContentType;
        AddFaultHeaders();
        if (Method != "HEAD")
        {
            await WriteAsync(Encoding.UTF8.GetBytes(instead.Text!)).ConfigureAwait(false);
        }
    }

    public Task AnswerAsync(int status, string? contentType, string text) => AnswerAsync(status, contentType, Encoding.UTF8.GetBytes(text));

    public async Task AnswerAsync(int status, string? contentType, ReadOnlyMemory<byte> body)
    {
        await EmptyAsync(status, contentType).ConfigureAwait(false);
        if (Method != "HEAD")
        {
            await WriteAsync(body).ConfigureAwait(false);
        }
    }

    /// <summary>Sends the headers of a response without a body.</summary>
    public async Task EmptyAsync(int status, string? contentType = null)
    {
        ThrowIfFaultAfterEffect();
        if (fault?.Kind == FaultKind.AbortInsteadOfAnswer)
        {
            throw new ConnectionCutException();
        }

        await StallAsync().ConfigureAwait(false);
        context.Response.StatusCode = status;
        context.Response.ContentType = contentType;
        AddFaultHeaders();
    }

    /// <summary>Gets the key of the request, without <c>Bearer</c>.</summary>
    public string? BearerToken =>
        context.Request.Headers.Authorization.ToString() is { } header && header.StartsWith("Bearer ", StringComparison.Ordinal)
            ? header[7..] : null;

    public void Header(string name, string value) => context.Response.Headers[name] = value;

    /// <summary>Begins a stream and sends its headers at once.</summary>
    public async Task StartStreamAsync(string contentType = "text/event-stream; charset=utf-8")
    {
        Header("cache-control", "no-cache, no-transform");
        Header("x-accel-buffering", "no");
        context.Response.ContentType = contentType;
        AddFaultHeaders();
        await StallAsync().ConfigureAwait(false);
        await context.Response.StartAsync(gone).ConfigureAwait(false);
        await context.Response.Body.FlushAsync(gone).ConfigureAwait(false);
        await CheckPieceAsync().ConfigureAwait(false);
    }

    public Task SendAsync(string json) => SendFrameAsync("data: " + json + "\n\n");

    public async Task SendFrameAsync(string frame)
    {
        await WriteAsync(Encoding.UTF8.GetBytes(frame)).ConfigureAwait(false);
        _pieces++;
        await CheckPieceAsync().ConfigureAwait(false);
        await StallAsync().ConfigureAwait(false);
    }

    /// <summary>Applies the faults that occur at the end of a response.</summary>
    public async Task EndAsync()
    {
        if (fault?.Kind == FaultKind.HoldOpen)
        {
            await context.Response.Body.FlushAsync(gone).ConfigureAwait(false);
            await Task.Delay(Timeout.InfiniteTimeSpan, gone).ConfigureAwait(false);
        }
    }

    /// <summary>Closes the connection without sending more bytes.</summary>
    public void Abort() => context.Abort();

    public bool HasStarted => context.Response.HasStarted;

    private async Task CheckPieceAsync()
    {
        if (fault is null || _pieces < fault.After)
        {
            return;
        }

        switch (fault.Kind)
        {
            case FaultKind.CutAfterEvents:
                throw new ConnectionCutException();
            case FaultKind.EndAfterEvents:
                throw new AnswerEndedException();
            case FaultKind.ErrorFrame:
                string frame = "data: {\"type\":\"error\",\"message\":" + JsText.Quote(fault.Text) + "}\n\n";
                await WriteAsync(Encoding.UTF8.GetBytes(frame)).ConfigureAwait(false);
                throw new AnswerEndedException();
        }
    }

    private async Task StallAsync()
    {
        if (fault?.Kind == FaultKind.Stall && _pieces == fault.After)
        {
            await fault.Release.WaitAsync(gone).ConfigureAwait(false);
        }
    }

    private async Task WriteAsync(ReadOnlyMemory<byte> bytes)
    {
        int length = bytes.Length;
        bool cut = fault?.Kind == FaultKind.CutAfterBytes && _bytes + length >= fault.After;
        if (cut)
        {
            length = (int)(fault!.After - _bytes);
        }

        if (length > 0)
        {
            await context.Response.Body.WriteAsync(bytes[..length], gone).ConfigureAwait(false);
        }

        await context.Response.Body.FlushAsync(gone).ConfigureAwait(false);
        _bytes += length;
        if (cut)
        {
            throw new ConnectionCutException();
        }
    }

    private void AddFaultHeaders()
    {
        foreach ((string name, string value) in fault?.Headers ?? [])
        {
            context.Response.Headers.Append(name, value);
        }
    }
}
