using LiteLlm.AgentSdk.Http;
using Microsoft.Extensions.Http;

namespace LiteLlm.AgentSdk.DependencyInjection;

/// <summary>
/// Adds <see cref="SendOnceHandler"/> below all other handlers, even those that are added after the registration: filters run when a
/// pipeline is built, and then all handlers are known.
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
            // Wraps the primary handler instead of adding a handler, because later filters may still add handlers.
            builder.PrimaryHandler = new SendOnceHandler(builder.PrimaryHandler, hasHandlersAbove: true);
        }
    };
}
