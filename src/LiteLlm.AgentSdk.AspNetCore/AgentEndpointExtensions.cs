using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace LiteLlm.AgentSdk.AspNetCore;

/// <summary>What endpoints that talk to a platform have in common.</summary>
public static class AgentEndpointExtensions
{
    /// <summary>
    /// Answers an <see cref="AgentPlatformException"/> that leaves the endpoint with <see cref="AgentResults.Problem"/>: a session that is
    /// not there is a 404, a message that breaks a rule a 400, and so on.
    /// </summary>
    /// <typeparam name="TBuilder">What is extended.</typeparam>
    /// <param name="builder">An endpoint or a group of them.</param>
    /// <param name="includeMessages">
    /// Whether the exceptions' messages are told: they hold no secret, but may name hosts and paths of the platform.
    /// </param>
    /// <returns>The same builder.</returns>
    public static TBuilder AddAgentPlatformProblems<TBuilder>(this TBuilder builder, bool includeMessages = false)
        where TBuilder : IEndpointConventionBuilder
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.AddEndpointFilter(async (context, next) =>
        {
            try
            {
                return await next(context).ConfigureAwait(false);
            }
            catch (AgentPlatformException e)
            {
                return AgentResults.Problem(e, includeMessages);
            }
        });
    }
}
