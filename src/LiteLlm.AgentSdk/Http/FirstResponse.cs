namespace LiteLlm.AgentSdk.Http;

/// <summary>
/// The response to a call that must be sent only once. It is kept so that a retrying handler gets a copy of it for each further attempt.
/// The copies share a stream, which stays open until the call has its response and all copies are disposed.
/// </summary>
internal sealed class FirstResponse
{
    private readonly HttpResponseMessage _response;
    private readonly byte[]? _body;
    private readonly object _lock = new(); // net8.0 has no System.Threading.Lock
    private int _copies;
    private bool _isSettled;

    private FirstResponse(HttpResponseMessage response, byte[]? body)
    {
        _response = response;
        _body = body;
    }

    /// <summary>Takes ownership of a response and reads its body, unless the body is the expected stream.</summary>
    public static async Task<FirstResponse> ReadAsync(
        HttpResponseMessage response, bool isStream, TimeProvider time, CancellationToken cancellationToken)
    {
        if (isStream && response.IsSuccessStatusCode)
        {
            return new FirstResponse(response, body: null);
        }

        try
        {
            byte[] body = response.IsSuccessStatusCode
                ? await response.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false)
                : await ResponseBody.ReadBeginningAsync(response.Content, time, cancellationToken).ConfigureAwait(false);
            return new FirstResponse(response, body);
        }
        catch
        {
            response.Dispose();
            throw;
        }
    }

    /// <summary>Creates a copy of the response.</summary>
    public HttpResponseMessage Copy(HttpRequestMessage request)
    {
        lock (_lock)
        {
            _copies++;
        }

        HttpContent content = _body is null ? new SharedContent(_response.Content, Release) : new ByteArrayContent(_body);
        HttpResponseMessage copy = new(_response.StatusCode)
        {
            Version = _response.Version,
            ReasonPhrase = _response.ReasonPhrase,
            RequestMessage = request,
            Content = content,
        };
        ResponseBody.CopyHeaders(_response.Headers, copy.Headers);
        ResponseBody.CopyHeaders(_response.Content.Headers, content.Headers);
        return copy;
    }

    /// <summary>States that no further copy will be created. The connection is released with the last copy.</summary>
    public void Settle()
    {
        bool isOver;
        lock (_lock)
        {
            _isSettled = true;
            isOver = _copies == 0 || _body is not null;
        }

        if (isOver)
        {
            _response.Dispose();
        }
    }

    private void Release()
    {
        bool isOver;
        lock (_lock)
        {
            isOver = --_copies == 0 && _isSettled;
        }

        if (isOver)
        {
            _response.Dispose();
        }
    }
}
