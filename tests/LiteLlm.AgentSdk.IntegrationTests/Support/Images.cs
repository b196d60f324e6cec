namespace LiteLlm.AgentSdk.IntegrationTests.Support;

/// <summary>Images to send.</summary>
internal static class Images
{
    /// <summary>Gets a PNG of one red pixel.</summary>
    public static Attachment RedDot => new()
    {
        Name = "dot.png",
        MimeType = "image/png",
        Content = Convert.FromBase64String(
            "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg=="),
    };
}
