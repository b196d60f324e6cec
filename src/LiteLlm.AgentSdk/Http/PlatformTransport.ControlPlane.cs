using System.Net;
using System.Text.Json;

namespace LiteLlm.AgentSdk.Http;

/// <content>
/// Detection of the LiteLLM Agent Control Plane, a server with a similar name but another API. Its first response has a form that the
/// platform's responses do not have. One more request then confirms the detection.
/// </content>
internal sealed partial class PlatformTransport
{
    private const string ManifestName = "litellm-platform-plugin";

    // Set by the first response that is certainly the platform's. No detection is needed after that.
    private volatile bool _hasAnswered;

    // The result of the request that identifies the server. It is sent once, because a server does not change its kind.
    private volatile Task<(string Name, string? Version)?>? _controlPlane;

    /// <summary>Returns whether a response looks like that of a control plane to an unknown call.</summary>
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

        // The platform can send an empty 405 too, but without an Allow header.
        return response.StatusCode == HttpStatusCode.MethodNotAllowed
            && isEmpty
            && response.Content.Headers.Allow is { Count: 2 } allow
            && allow.Contains("GET", StringComparer.OrdinalIgnoreCase)
            && allow.Contains("HEAD", StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>Asks the server for its name, and throws if it is a control plane.</summary>
    /// <exception cref="AgentPlatformUnsupportedException">The server is a control plane.</exception>
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
                $"{request}: {_address} is a LiteLLM Agent Control Plane (\"{server.Name}\"{version}), whose API differs from that of the "
                + "LiteLLM Agent Platform. This SDK supports the platform (/api/v1/managed_agents) and the older LiteLLM proxy "
                + "(/v1/managed_agents): set BaseUrl to the address of one of those. More: docs/platform.md, \"Generations\".",
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
    /// Returns the name and the version of a control plane; null for any other server. The request needs no API key, so none is sent to an
    /// unknown server.
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
