using System.Net;
using System.Text;

namespace LiteLlm.AgentSdk.Http;

/// <summary>Web pages and XML in place of JSON: what proxies, gateways and sign-in pages answer.</summary>
internal static class WebPage
{
    /// <summary>What is told where the address itself may be wrong.</summary>
    public const string NotTheApi = "the address answered with a web page, not the API: is the base URL right?";

    private const int MaxTitle = 200;

    // Titles stand at the beginning; a page may be long.
    private const int MaxSearched = 16 * 1024;

    /// <summary>Whether a body is a page, by its type or its first character.</summary>
    public static bool IsOne(ReadOnlySpan<byte> body, ResponseInfo info) =>
        ResponseBody.IsPageType(ContentType(info)) || body.TrimStart(" \t\r\n"u8).StartsWith("<"u8);

    /// <summary>
    /// What a page tells: with a status that speaks of the address, that it may be wrong; else who answered, and its title.
    /// </summary>
    public static string Tell(int status, ReadOnlySpan<byte> body, IReadOnlyCollection<string> secrets)
    {
        if (status is (>= 200 and < 300) or 404 or 405)
        {
            return NotTheApi;
        }

        string page = Encoding.UTF8.GetString(body[..Math.Min(body.Length, MaxSearched)]);
        string? title = Element(page, "title") ?? Element(page, "h1") ?? Element(page, "message");
        title = title is null ? null : Redactor.Text(title, secrets);
        return title is null
            ? "a proxy or gateway answered with a web page"
            : $"a proxy or gateway answered with a web page: {(title.Length > MaxTitle ? title[..MaxTitle] : title)}";
    }

    private static string? ContentType(ResponseInfo info) =>
        info.Headers.TryGetValue("Content-Type", out IReadOnlyList<string>? types) && types is [var type, ..] ? type : null;

    /// <summary>The text of the first element of that name, on one line; nothing when there is none, or it is empty.</summary>
    private static string? Element(string page, string name)
    {
        int start = page.IndexOf("<" + name, StringComparison.OrdinalIgnoreCase);
        int open = start < 0 ? -1 : page.IndexOf('>', start);
        int end = open < 0 ? -1 : page.IndexOf("</" + name, open, StringComparison.OrdinalIgnoreCase);
        if (end < 0)
        {
            return null;
        }

        string text = WebUtility.HtmlDecode(page[(open + 1)..end]);
        text = string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return text.Length == 0 ? null : text;
    }
}
