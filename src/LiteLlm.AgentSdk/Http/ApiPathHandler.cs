using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;

namespace LiteLlm.AgentSdk.Http;

/// <summary>
/// Makes an <see cref="ApiPath"/> of an interpolated string: what stands in it are the platform's words, what is put into it are ids.
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

    /// <param name="id">The id; escaped here.</param>
    /// <param name="name">
    /// What the caller calls it. The first id of a path is the resource's own, and is <c>id</c> whatever its name.
    /// </param>
    public void AppendFormatted(string id, [CallerArgumentExpression(nameof(id))] string name = "")
    {
        if (string.IsNullOrWhiteSpace(id) || id is "." or "..")
        {
            throw new AgentPlatformValidationException($"The id '{id}' can't be used: an id is neither empty nor '.' nor '..'.")
            {
                ValidationErrors = [new("id", "it is empty, '.' or '..'")],
            };
        }

        _text.Append(Uri.EscapeDataString(id));
        _template.Append('{').Append(_ids++ == 0 ? "id" : JsonNamingPolicy.SnakeCaseLower.ConvertName(name)).Append('}');
    }

    public readonly ApiPath ToPath() => new(_text.ToString(), _template.ToString());
}
