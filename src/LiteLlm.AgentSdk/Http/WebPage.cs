using System.Net;
using System.Text;

namespace LiteLlm.AgentSdk.Http;

/// <summary>Recognizes web pages and XML in place of JSON, which proxies, gateways and sign-in pages return.</summary>
internal static class WebPage
{
    /// <summary>The message if the base URL may be wrong.</summary>
    public const string NotTheApi = "the address returned a web page, not an API response: check the base URL";

    private const int MaxTitle = 200;

    // The title is at the beginning of a page, and a page may be long.
    private const int MaxSearched = 16 * 1024;

    /// <summary>Returns whether a body is a web page, by its content type or its first character.</summary>
    public static bool IsOne(ReadOnlySpan<byte> body, ResponseInfo info) =>
        ResponseBody.IsPageType(ContentType(info)) || body.TrimStart(" \t\r\n"u8).StartsWith("<"u8);

    /// <summary>
    /// Returns a message about a web page: for a status that depends on the address, that the base URL may be wrong; otherwise, that a
    /// gateway returned the page, and the page's title.
    /// </summary>
    public static string Describe(int status, ReadOnlySpan<byte> body, IReadOnlyCollection<string> secrets)
    {
        if (status is (>= 200 and < 300) or 404 or 405)
        {
            return NotTheApi;
        }

        string page = Encoding.UTF8.GetString(body[..Math.Min(body.Length, MaxSearched)]);
        string? title = Element(page, "title") ?? Element(page, "h1") ?? Element(page, "message");
        title = title is null ? null : Redactor.Text(title, secrets);
        return title is null
            ? "a proxy or gateway returned a web page"
            : $"a proxy or gateway returned a web page: {(title.Length > MaxTitle ? title[..MaxTitle] : title)}";
    }

    private static string? ContentType(ResponseInfo info) =>
        info.Headers.TryGetValue("Content-Type", out IReadOnlyList<string>? types) && types is [var type, ..] ? type : null;

    /// <summary>Returns the text of the first element with a name, on one line; null if there is none, or if it is empty.</summary>
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
