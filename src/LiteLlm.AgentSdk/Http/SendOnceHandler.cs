namespace LiteLlm.AgentSdk.Http;

/// <summary>
/// The innermost handler: lets a call that can't be repeated pass once, whichever handler above it (a retrying one, say) sends it again.
/// Sending again would start, and bill, a second turn. Every further try gets what the first one got, so that no handler above can hide it.
/// </summary>
internal sealed class SendOnceHandler : DelegatingHandler
{
    private readonly bool _hasHandlersAbove;

    /// <param name="inner">The handler that sends.</param>
    /// <param name="hasHandlersAbove">Whether handlers that are not the SDK's may stand above this one.</param>
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

        // Opening a stream takes up to a minute by the platform's own limit: a shorter one of a handler above does not end it.
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
            // A turn may take longer than a handler above waits for an attempt. The call's own token alone ends it.
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
