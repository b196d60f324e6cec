using LiteLlm.AgentSdk.Testing.Http;
using LiteLlm.AgentSdk.Testing.Json;
using LiteLlm.AgentSdk.Testing.Sessions;

namespace LiteLlm.AgentSdk.Testing.Artifacts;

/// <summary>
/// The endpoints for artifacts, which are files that sessions store: <c>/sessions/{id}/artifacts</c>, and where they can be fetched.
/// </summary>
internal sealed class ArtifactEndpoints(PlatformState platform)
{
    /// <summary>The allowed difference between the reported and the real size.</summary>
    private const int Slack = 16;

    public void Map(RouteTable routes) => routes
        .Map("POST", SessionEndpoints.Root + "/{id}/artifacts", StoreAsync, anonymous: true)
        .Map("GET", "/artifacts/{artifact}/{name}", FetchAsync, anonymous: true);

    /// <summary>
    /// Checks in the platform's order: whether artifacts can be stored, then the session, then the key.
    /// </summary>
    private async Task StoreAsync(Exchange exchange)
    {
        if (!platform.Options.StoresArtifacts)
        {
            await exchange.ErrorAsync(503, "artifact storage not configured").ConfigureAwait(false);
            return;
        }

        if (platform.Sessions.Find(exchange["id"]) is not { Agent.Deleted: false } session)
        {
            await exchange.ErrorAsync(404, "session not found").ConfigureAwait(false);
            return;
        }

        if (!exchange.IsAuthorized || session.Status != "ready")
        {
            await (exchange.IsAuthorized ? exchange.ErrorAsync(400, "session not in ready state")
                : exchange.ErrorAsync(401, "unauthorized")).ConfigureAwait(false);
            return;
        }

        if (await exchange.FieldsAsync(ArtifactFields.Read).ConfigureAwait(false) is not { } fields)
        {
            return;
        }

        byte[] content = new byte[fields.Content.Length];
        if (!Convert.TryFromBase64String(fields.Content, content, out int length) || Math.Abs(length - fields.Size) > Slack)
        {
            await exchange.ErrorAsync(400, "content size does not match declared size").ConfigureAwait(false);
            return;
        }

        var artifact = new StoredArtifact(Ids.Uuid(), session.Id, fields.Name, fields.MimeType, content.AsMemory(0, length));
        platform.Artifacts[artifact.Id] = artifact;
        string url = $"{platform.BaseUrl.AbsoluteUri}artifacts/{artifact.Id}/{Uri.EscapeDataString(artifact.Name)}";
        await exchange.JsonAsync(200, JsText.OneLine($$"""
            {"id":"{{artifact.Id}}","name":{{JsText.Quote(artifact.Name)}},"mime_type":{{JsText.Quote(artifact.MimeType)}},
             "size":{{length}},"url":{{JsText.Quote(url)}}}
            """))
            .ConfigureAwait(false);
    }

    private Task FetchAsync(Exchange exchange) => platform.Artifacts.TryGetValue(exchange["artifact"], out StoredArtifact? artifact)
        ? exchange.AnswerAsync(200, artifact.MimeType, artifact.Content)
        : ConfigEndpoints.PageNotFoundAsync(exchange);
}
