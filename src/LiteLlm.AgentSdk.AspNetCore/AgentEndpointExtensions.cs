using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace LiteLlm.AgentSdk.AspNetCore;

/// <summary>Extensions for endpoints that call the platform.</summary>
public static class AgentEndpointExtensions
{
    /// <summary>
    /// Converts each <see cref="AgentPlatformException"/> of the endpoint to a response, with <see cref="AgentResults.Problem"/>. For
    /// example, a session that does not exist gives 404, and a message that breaks a rule gives 400.
    /// </summary>
    /// <typeparam name="TBuilder">The type of the builder.</typeparam>
    /// <param name="builder">An endpoint or a group of them.</param>
    /// <param name="includeMessages">
    /// Whether responses include the messages of exceptions. They contain no secrets, but may name hosts and paths of the platform.
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
