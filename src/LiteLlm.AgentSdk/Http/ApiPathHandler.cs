using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;

namespace LiteLlm.AgentSdk.Http;

/// <summary>
/// Creates an <see cref="ApiPath"/> from an interpolated string. Its literal text is the path, and its interpolated values are ids.
/// </summary>
[InterpolatedStringHandler]
internal ref struct ApiPathHandler
{
    private readonly StringBuilder _text;
    private readonly StringBuilder _template;
    private int _ids;

    public ApiPathHandler(int literalLength, int formattedCount)
    {
        _text = new StringBuilder(literalLength + (formattedCount * 36));
        _template = new StringBuilder(literalLength + (formattedCount * 12));
    }

    public readonly void AppendLiteral(string words)
    {
        _text.Append(words);
        _template.Append(words);
    }

    /// <param name="id">The id, which this method escapes.</param>
    /// <param name="name">
    /// The expression in the caller's code, which names the id in the template. The first id of a path is always named <c>id</c>.
    /// </param>
    public void AppendFormatted(string id, [CallerArgumentExpression(nameof(id))] string name = "")
    {
        if (string.IsNullOrWhiteSpace(id) || id is "." or "..")
        {
            throw new AgentPlatformValidationException($"The id '{id}' can't be used: an id must not be empty, '.' or '..'.")
            {
                ValidationErrors = [new("id", "it is empty, '.' or '..'")],
            };
        }

        _text.Append(Uri.EscapeDataString(id));
        _template.Append('{').Append(_ids++ == 0 ? "id" : JsonNamingPolicy.SnakeCaseLower.ConvertName(name)).Append('}');
    }

    public readonly ApiPath ToPath() => new(_text.ToString(), _template.ToString());
}
