using System.Security.Cryptography.X509Certificates;
using LiteLlm.AgentSdk.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace LiteLlm.AgentSdk.Docs.Tests;

/// <summary>The variables and members that snippets use without declaring them. These snippets are compiled but not run.</summary>
public abstract class Surroundings
{
    protected AgentPlatformClient platform = null!;
    protected Agent agent = null!;
    protected Session session = null!;
    protected LocalAgentPlatform lap = null!;
    protected Reply reply = null!;
    protected IServiceCollection services = null!;
    protected IConfiguration configuration = null!;
    protected WebApplicationBuilder builder = null!;
    protected WebApplication app = null!;
    protected string id = "", key = "", token = "", skillId = "", agentId = "", text = "";
    protected string[] args = [];
    protected CancellationToken cancellationToken;
    protected X509Certificate2 certificate = null!;

    /// <summary>A handler of the reader's application.</summary>
    protected sealed class CorrelationHandler : DelegatingHandler;
}
