using System.Text;
using System.Text.Json;
using LiteLlm.AgentSdk.Testing.Json;
using LiteLlm.AgentSdk.Testing.Storage;
using Microsoft.AspNetCore.Http;

namespace LiteLlm.AgentSdk.Testing.Http;

/// <summary>One request and its answer. Every byte of an answer goes through here, so that faults can happen to it.</summary>
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

    /// <summary>Gets a value indicating whether the platform's key came with the request.</summary>
    public bool IsAuthorized => isAuthorized;

    public string Method => context.Request.Method;

    public string Path => context.Request.Path.Value ?? "/";

    public Fault? Fault => fault;

    /// <summary>Gets the caller has gone or the platform stops: stop waiting, let turns run on.</summary>
    public CancellationToken Gone => gone;

    public string this[string name] => values[name];

    /// <summary>A value of the query; null when it is not there.</summary>
    public string? Query(string name) => (_query ??= new RequestQuery(context.Request.QueryString.Value))[name];

    /// <summary>A value of the query that the database is asked for; null when it is not there.</summary>
    public string? StoredQuery(string name) => StoredText.Checked(Query(name));

    /// <summary>The body as JSON, half characters replaced; null when it is none, empty included.</summary>
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

    /// <summary>The fields of the body; null when something is wrong with it, which has then been answered.</summary>
    /// <param name="read">Reads them.</param>
    /// <param name="orEmpty">Whether a body that is not JSON is as good as an empty object.</param>
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

    /// <summary>To be called as soon as the request has done what it does, before anything is answered or waited for.</summary>
    public void TookEffect()
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

    /// <summary>The nested shape of failed checks between fields.</summary>
    public Task CrossCheckAsync(string message) => JsonAsync(400, "{\"error\":{\"error\":" + JsText.Quote(message) + "}}");

    public Task JsonAsync(int status, string json) => AnswerAsync(status, "application/json", json);

    /// <summary>The fault's answer in place of the platform's.</summary>
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

    /// <summary>The head of an answer alone.</summary>
    public async Task EmptyAsync(int status, string? contentType = null)
    {
        TookEffect();
        if (fault?.Kind == FaultKind.AbortInsteadOfAnswer)
        {
            throw new ConnectionCutException();
        }

        await StallAsync().ConfigureAwait(false);
        context.Response.StatusCode = status;
        context.Response.ContentType = contentType;
        AddFaultHeaders();
    }

    /// <summary>Gets the key that came with the request, without the word in front of it.</summary>
    public string? BearerToken =>
        context.Request.Headers.Authorization.ToString() is { } header && header.StartsWith("Bearer ", StringComparison.Ordinal)
            ? header[7..] : null;

    public void Header(string name, string value) => context.Response.Headers[name] = value;

    /// <summary>Begins a stream: its headers leave at once.</summary>
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

    /// <summary>What is left to do when the answer is whole.</summary>
    public async Task EndAsync()
    {
        if (fault?.Kind == FaultKind.HoldOpen)
        {
            await context.Response.Body.FlushAsync(gone).ConfigureAwait(false);
            await Task.Delay(Timeout.InfiniteTimeSpan, gone).ConfigureAwait(false);
        }
    }

    /// <summary>Closes the connection without a further byte.</summary>
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
