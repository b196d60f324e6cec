namespace LiteLlm.AgentSdk.Http;

/// <summary>
/// The innermost handler. It sends a call that can't be repeated only once, even if a handler above it, such as a retrying one, sends it
/// again: a second message would start a second turn, with its cost. Each further attempt gets the outcome of the first one.
/// </summary>
internal sealed class SendOnceHandler : DelegatingHandler
{
    private readonly bool _hasHandlersAbove;

    /// <param name="inner">The handler that sends.</param>
    /// <param name="hasHandlersAbove">Whether there may be handlers above this one that do not belong to the SDK.</param>
    public SendOnceHandler(HttpMessageHandler inner, bool hasHandlersAbove)
        : base(inner)
    {
        _hasHandlersAbove = hasHandlersAbove;
    }

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        SendTicket? ticket = SendTicket.Current;
        if (ticket is null || !ticket.IsFor(request))
        {
            return base.SendAsync(request, cancellationToken);
        }

        if (ticket.IsOnce)
        {
            return SendOnceAsync(ticket, request, cancellationToken);
        }

        // Opening a stream may take up to a minute, the platform's limit. A shorter timeout of a handler above must not end it.
        return base.SendAsync(request, _hasHandlersAbove ? ticket.CancellationToken : cancellationToken);
    }

    private async Task<HttpResponseMessage> SendOnceAsync(
        SendTicket ticket, HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (!ticket.TryPass(request))
        {
            FirstResponse kept = await ticket.First.WaitAsync(cancellationToken).ConfigureAwait(false);
            return kept.Copy(request);
        }

        if (!_hasHandlersAbove)
        {
            return await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        }

        try
        {
            // A turn may take longer than a handler's timeout for one attempt. Only the call's own token ends it.
            HttpResponseMessage response = await base.SendAsync(request, ticket.CancellationToken).ConfigureAwait(false);
            FirstResponse first =
                await FirstResponse.ReadAsync(response, ticket.IsStream, ticket.Time, ticket.CancellationToken).ConfigureAwait(false);
            ticket.Complete(first);
            return first.Copy(request);
        }
        catch (Exception e)
        {
            ticket.Fail(e);
            throw;
        }
    }
}
