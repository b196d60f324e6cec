namespace LiteLlm.AgentSdk.Tests.Http;

/// <summary>A handler that retries failures and 5xx responses, in one of the ways that applications use.</summary>
internal sealed class ResendingHandler(string way) : DelegatingHandler
{
    private int _tries;

    public static readonly string[] Ways = ["the same request", "a clone", "the same request, buffered"];

    /// <summary>Gets the number of attempts.</summary>
    public int Tries => Volatile.Read(ref _tries);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (way == "the same request, buffered" && request.Content is { } content)
        {
#if NET9_0_OR_GREATER
            await content.LoadIntoBufferAsync(cancellationToken);
#else
            await content.LoadIntoBufferAsync();
#endif
        }

        for (int attempt = 1; ; attempt++)
        {
            Interlocked.Increment(ref _tries);
            HttpRequestMessage sent = way == "a clone" ? await CloneAsync(request, cancellationToken) : request;
            try
            {
                HttpResponseMessage response = await base.SendAsync(sent, cancellationToken);
                if ((int)response.StatusCode < 500 || attempt == 3)
                {
                    return response;
                }

                response.Dispose();
            }
            catch (Exception) when (attempt < 3)
            {
                // Tries again.
            }
        }
    }

    private static async Task<HttpRequestMessage> CloneAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        HttpRequestMessage clone = new(request.Method, request.RequestUri);
        foreach ((string name, IEnumerable<string> values) in request.Headers)
        {
            clone.Headers.TryAddWithoutValidation(name, values);
        }

        if (request.Content is { } content)
        {
            clone.Content = new ByteArrayContent(await content.ReadAsByteArrayAsync(cancellationToken));
            clone.Content.Headers.ContentType = content.Headers.ContentType;
        }

        return clone;
    }
}
