using System.Net;

namespace WebChat;

/// <summary>Protects the page: sets headers on every response, and refuses calls from other sites.</summary>
internal static class ChatGuard
{
    // Allows only scripts of this application, and connections to it alone.
    private const string Policy = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src data:; "
        + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    /// <summary>Adds the guard before everything else in the pipeline.</summary>
    /// <param name="services">The application's services.</param>
    /// <remarks>
    /// The web host adds host filtering (<c>AllowedHosts</c>) as a startup filter, which runs before all middleware of the application. The
    /// guard is a filter ahead of it, so that the refusal of an unknown host has the headers too.
    /// </remarks>
    public static void AddChatGuard(this IServiceCollection services) =>
        services.Insert(0, ServiceDescriptor.Transient<IStartupFilter, Filter>());

    private static Task GuardAsync(HttpContext context, RequestDelegate next)
    {
        // Set when the response starts: an exception handler clears the headers that were set before.
        context.Response.OnStarting(SetHeaders, context.Response);
        string? site = context.Request.Headers["Sec-Fetch-Site"];
        if (!HttpMethods.IsGet(context.Request.Method) && site is not (null or "same-origin" or "none"))
        {
            context.Response.StatusCode = (int)HttpStatusCode.Forbidden;
            return Task.CompletedTask;
        }

        return next(context);
    }

    private static Task SetHeaders(object state)
    {
        IHeaderDictionary headers = ((HttpResponse)state).Headers;
        headers.ContentSecurityPolicy = Policy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        return Task.CompletedTask;
    }

    private sealed class Filter : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            app.Use(GuardAsync);
            next(app);
        };
    }
}
