using System.Text.Json;
using System.Text.Json.Serialization;
using LiteLlm.AgentSdk;
using LiteLlm.AgentSdk.AspNetCore;

namespace WebChat;

/// <summary>The application: the page and its API. The platform's key stays on the server.</summary>
public static class ChatApplication
{
    /// <summary>Builds the application.</summary>
    /// <param name="args">The command line.</param>
    /// <param name="configure">Sets the platform's address and key. Values that are not set come from the environment.</param>
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
