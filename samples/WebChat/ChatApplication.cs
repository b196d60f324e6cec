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
        builder.Services.AddSingleton<ChatTurns>();
        builder.Services.AddSingleton<ChatTitles>();
        builder.Services.AddHealthChecks().AddAgentPlatformHealthCheck(timeout: TimeSpan.FromSeconds(10));
        builder.Services.ConfigureHttpJsonOptions(options =>
        {
            options.SerializerOptions.TypeInfoResolverChain.Insert(0, ChatJsonContext.Default);
            options.SerializerOptions.PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower;
            options.SerializerOptions.DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull;
        });

        builder.Services.AddProblemDetails();
        builder.Services.AddChatGuard();

        WebApplication app = builder.Build();
        app.UseExceptionHandler();
        app.UseStatusCodePages();
        app.UseDefaultFiles();
        app.UseStaticFiles();
        app.MapHealthChecks("/health");
        SessionEndpoints.Map(app);
        ChatEndpoints.Map(app);
        return app;
    }
}
