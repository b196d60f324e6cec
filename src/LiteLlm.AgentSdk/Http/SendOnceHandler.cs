namespace LiteLlm.AgentSdk.Http;

/// <summary>
/// The innermost handler: refuses to let a call that can't be repeated pass a second time, whichever handler above it (a
/// retrying one, say) sends it again. Sending again would start, and bill, a second turn.
/// </summary>
internal sealed class SendOnceHandler : DelegatingHandler
{
    public SendOnceHandler()
    {
    }

    public SendOnceHandler(HttpMessageHandler inner)
        : base(inner)
    {
    }

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        SendTicket? ticket = SendTicket.Current;
        return ticket is null || !ticket.IsFor(request)
            ? base.SendAsync(request, cancellationToken)
            : SendOnceAsync(ticket, request, cancellationToken);
    }

    private async Task<HttpResponseMessage> SendOnceAsync(SendTicket ticket, HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (!ticket.TryPass(request))
        {
            throw new SentTwiceException(ticket.FirstOutcome);
        }

        try
        {
            HttpResponseMessage response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
            ticket.Answered(response.StatusCode);
            return response;
        }
        catch (Exception e)
        {
            ticket.Failed(e);
            throw;
        }
    }
}
