using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace AspireSample.Tests;

/// <summary>Receives traces over HTTP, and reports when a trace contains a text.</summary>
internal sealed class OtlpStub : IAsyncDisposable
{
    private readonly TaskCompletionSource _seen = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly WebApplication _app;

    private OtlpStub(WebApplication app)
    {
        _app = app;
    }

    public string Url => _app.Urls.Single();

    /// <summary>Gets a task that completes when the text has arrived.</summary>
    public Task Seen => _seen.Task;

    public static async Task<OtlpStub> StartAsync(string text)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        OtlpStub stub = new(builder.Build());
        stub._app.MapPost("/v1/{kind}", async (HttpRequest request, CancellationToken cancellationToken) =>
        {
            using MemoryStream body = new();
            await request.Body.CopyToAsync(body, cancellationToken);
            if (body.ToArray().AsSpan().IndexOf(Encoding.UTF8.GetBytes(text)) >= 0)
            {
                stub._seen.TrySetResult();
            }
        });
        await stub._app.StartAsync();
        return stub;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
