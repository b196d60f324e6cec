using System.Net;
using System.Text.Json;
using System.Text.Json.Serialization;
using LiteLlm.AgentSdk;
using LiteLlm.AgentSdk.AspNetCore;

namespace WebChat;

/// <summary>The application: the page, and the few calls that it makes. The platform's key stays on this side of them.</summary>
public static class ChatApplication
{
    /// <summary>Puts the application together.</summary>
    /// <param name="args">The command line.</param>
    /// <param name="configure">Where the platform is; what is not set comes from the environment.</param>
    public static WebApplication Create(string[] args, Action<AgentPlatformOptions>? configure = null)
    {
        WebApplicationBuilder builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            Args = args,
            ContentRootPath = AppContext.BaseDirectory,
            ApplicationName = typeof(ChatApplication).Assembly.GetName().Name,
        });
        builder.Services.AddAgentPlatform(configure);
        builder.Services.AddSingleton<ChatAgent>();
        builder.Services.AddHealthChecks().AddAgentPlatformHealthCheck(timeout: TimeSpan.FromSeconds(10));
        builder.Services.ConfigureHttpJsonOptions(options =>
        {
            options.SerializerOptions.TypeInfoResolverChain.Insert(0, ChatJsonContext.Default);
            options.SerializerOptions.PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower;
            options.SerializerOptions.DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull;
        });

        WebApplication app = builder.Build();
        app.Use(GuardAsync);
        app.UseDefaultFiles();
        app.UseStaticFiles();
        app.MapHealthChecks("/health");
        ChatEndpoints.Map(app);
        return app;
    }

    /// <summary>Nothing from elsewhere runs in the page, and no other site's page makes calls with this one's.</summary>
    private static Task GuardAsync(HttpContext context, RequestDelegate next)
    {
        string? site = context.Request.Headers["Sec-Fetch-Site"];
        if (!HttpMethods.IsGet(context.Request.Method) && site is not (null or "same-origin" or "none"))
        {
            context.Response.StatusCode = (int)HttpStatusCode.Forbidden;
            return Task.CompletedTask;
        }

        IHeaderDictionary headers = context.Response.Headers;
        headers.ContentSecurityPolicy = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        return next(context);
    }
}
