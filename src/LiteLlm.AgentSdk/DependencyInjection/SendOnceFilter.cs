using LiteLlm.AgentSdk.Http;
using Microsoft.Extensions.Http;

namespace LiteLlm.AgentSdk.DependencyInjection;

/// <summary>
/// Puts the handler that lets a message pass once under everything else, also under handlers that are added after the registration:
/// filters run when a pipeline is built, after all of them are known.
/// </summary>
internal sealed class SendOnceFilter : IHttpMessageHandlerBuilderFilter
{
    private const string Prefix = "LiteLlm.AgentSdk:";

    public static string ClientName(string name) => Prefix + name;

    public Action<HttpMessageHandlerBuilder> Configure(Action<HttpMessageHandlerBuilder> next) => builder =>
    {
        next(builder);
        if (builder.Name?.StartsWith(Prefix, StringComparison.Ordinal) == true)
        {
            // Around the primary handler, not among the additional ones: filters that come later may still add to those.
            builder.PrimaryHandler = new SendOnceHandler(builder.PrimaryHandler, hasHandlersAbove: true);
        }
    };
}
