using LiteLlm.AgentSdk.AspNetCore.Problems;
using Microsoft.AspNetCore.Http;

namespace LiteLlm.AgentSdk.AspNetCore;

/// <summary>A failure of a call to the platform, as problem JSON: <see cref="AgentResults.Problem"/>.</summary>
public sealed class AgentProblemResult : IResult, IStatusCodeHttpResult, IContentTypeHttpResult
{
    private readonly AgentProblem _problem;

    internal AgentProblemResult(AgentProblem problem)
    {
        _problem = problem;
    }

    /// <summary>Gets the kind of the failure, such as <c>not_found</c>, which is the <c>code</c> of the JSON.</summary>
    public string Code => _problem.Code;

    /// <summary>Gets the HTTP status.</summary>
    public int? StatusCode => _problem.Status;

    /// <summary>Gets the content type of the response.</summary>
    /// <value><c>application/problem+json</c>.</value>
    public string? ContentType => "application/problem+json";

    /// <summary>Writes the problem to the response.</summary>
    /// <param name="httpContext">The context of the request.</param>
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        ArgumentNullException.ThrowIfNull(httpContext);
        HttpResponse response = httpContext.Response;
        response.StatusCode = _problem.Status;
        response.ContentType = ContentType;
        if (_problem.RetryAfterSeconds is { } seconds)
        {
            response.Headers.RetryAfter = seconds.ToString(System.Globalization.CultureInfo.InvariantCulture);
        }

        byte[] json = _problem.ToJson();
        response.ContentLength = json.Length;
        await response.Body.WriteAsync(json, httpContext.RequestAborted).ConfigureAwait(false);
    }
}
