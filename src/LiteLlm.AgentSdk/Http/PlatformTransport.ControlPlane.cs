using System.Net;
using System.Text.Json;

namespace LiteLlm.AgentSdk.Http;

/// <content>
/// Recognising the LiteLLM Agent Control Plane, which has the platform's name and none of its calls. Its first answer has a form that the
/// platform's does not have; one request then makes it certain.
/// </content>
internal sealed partial class PlatformTransport
{
    private const string ManifestName = "litellm-platform-plugin";

    // Set by the first answer that is the platform's: from then on nothing is suspected.
    private volatile bool _hasAnswered;

    // Asked once; a server does not change its kind.
    private volatile Task<(string Name, string? Version)?>? _controlPlane;

    /// <summary>Whether an answer is one that a control plane gives to calls that it does not know.</summary>
    private bool IsSuspicious(ApiRequest request, HttpResponseMessage response, bool isPage, bool isEmpty)
    {
        if (_hasAnswered)
        {
            return false;
        }

        if (request.Method == HttpMethod.Get)
        {
            return (response.IsSuccessStatusCode && isPage) || (response.StatusCode == HttpStatusCode.NotFound && isEmpty);
        }

        // The platform has an empty 405 too, without Allow.
        return response.StatusCode == HttpStatusCode.MethodNotAllowed
            && isEmpty
            && response.Content.Headers.Allow is { Count: 2 } allow
            && allow.Contains("GET", StringComparer.OrdinalIgnoreCase)
            && allow.Contains("HEAD", StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>Asks the server what it is, and throws when it is a control plane.</summary>
    /// <exception cref="AgentPlatformUnsupportedException">It is one.</exception>
    private async Task ThrowIfControlPlaneAsync(ApiRequest request, AgentPlatformException answer, CancellationToken cancellationToken)
    {
        Task<(string Name, string? Version)?> asked = _controlPlane ??= AskWhatItIsAsync(cancellationToken);
        (string Name, string? Version)? found;
        try
        {
            found = await asked.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is HttpRequestException or IOException or OperationCanceledException
            && !cancellationToken.IsCancellationRequested)
        {
            _controlPlane = null;
            return;
        }

        if (found is { } server)
        {
            string version = server.Version is null ? "" : " " + server.Version;
            throw new AgentPlatformUnsupportedException(
                $"{request}: {_address} is a LiteLLM Agent Control Plane (\"{server.Name}\"{version}), which has another API than the LiteLLM Agent Platform. This SDK speaks the platform's "
                + "(/api/v1/managed_agents) and the older LiteLLM proxy's (/v1/managed_agents): give it the address of one of those. More: docs/platform.md, \"Generations\".",
                answer)
            {
                StatusCode = answer.StatusCode,
                ResponseBody = answer.ResponseBody,
                ServerName = server.Name,
                ServerVersion = server.Version,
            };
        }
    }

    /// <summary>
    /// The name and the version of a control plane; nothing for any other server. Needs no key, so none is shown to a server of an
    /// unknown kind.
    /// </summary>
    private async Task<(string Name, string? Version)?> AskWhatItIsAsync(CancellationToken cancellationToken)
    {
        using HttpRequestMessage message = new(HttpMethod.Get, _address.For(ApiRoute.Platform, ApiArea.Root, "plugin-manifest"));
        message.Headers.TryAddWithoutValidation("Accept", "application/json");
        message.Headers.TryAddWithoutValidation("User-Agent", _userAgent);
        SendTicket.Current = null;
        using HttpResponseMessage response =
            await _clients().SendAsync(message, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
        if (!response.IsSuccessStatusCode || BodyEncoding.Decode(response) is not null)
        {
            return null;
        }

        byte[] body =
            JsonRepair.ToUtf8(await ResponseBody.ReadBeginningAsync(response.Content, Time, cancellationToken).ConfigureAwait(false));
        try
        {
            JsonElement manifest = ForeignJson.Parse(body);
            return Text(manifest, "name") == ManifestName ? (Text(manifest, "display_name") ?? ManifestName, Text(manifest, "version"))
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string? Text(JsonElement value, string name) =>
        ForeignJson.TryGet(value, name, out JsonElement member) ? ForeignJson.GetString(member) : null;
}
