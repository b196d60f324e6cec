using System.Text.Json;
using LiteLlm.AgentSdk.Testing.Harnesses;
using LiteLlm.AgentSdk.Testing.Json;

namespace LiteLlm.AgentSdk.Testing.Sessions;

/// <summary>
/// The platform's own records of a session: the messages that it forwarded, and a snapshot of the harness's thread. A restart replays
/// them.
/// </summary>
internal sealed class SessionRecords
{
    private readonly Gate _gate = new();
    private readonly List<(string Id, string HarnessSession, string Role, string Parts, string? Words)> _messages = [];
    private string[] _snapshot = [];

    /// <summary>Gets the beginning of the first stored user message; null if there is none.</summary>
    public string? TitlePreview
    {
        get
        {
            lock (_gate)
            {
                string? words = _messages.Count > 0 ? _messages[0].Words : ReadSnapshotText();
                return words is null ? null : ThreadLog.Shorten(words.ReplaceLineEndings(" "), 59);
            }
        }
    }

    /// <summary>Gets the number of stored messages.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _messages.Count > 0 ? _messages.Count : _snapshot.Length;
            }
        }
    }

    /// <summary>Stores a user's message.</summary>
    /// <returns>The id of the message in the store.</returns>
    public string AddUserMessage(string harnessSession, TurnInput input)
    {
        string id = Ids.Uuid();
        lock (_gate)
        {
            _messages.Add((id, harnessSession, "user", Stored(input.Parts.Select(part => JsText.Of(part.Json))), input.AllText));
        }

        return id;
    }

    /// <summary>Removes a message to which the harness did not reply.</summary>
    public void Remove(string id)
    {
        lock (_gate)
        {
            _messages.RemoveAll(message => message.Id == id);
        }
    }

    public void AddReply(string harnessSession, TurnReply reply)
    {
        lock (_gate)
        {
            if (reply.Parts.Count > 0)
            {
                _messages.Add((Ids.Uuid(), harnessSession, "assistant", Stored(reply.Parts.Select(part => part.Json)), null));
            }
        }
    }

    /// <summary>Replaces the snapshot by the current thread.</summary>
    public void TakeSnapshot(IReadOnlyList<string> thread)
    {
        string[] stored = [.. thread.Select(JsText.Stored)];
        lock (_gate)
        {
            _snapshot = stored;
        }
    }

    /// <summary>
    /// Returns the stored thread without one message; null if it is empty. Inline harnesses use the snapshot; other harnesses use it only
    /// if all messages of the session were streamed.
    /// </summary>
    public IReadOnlyList<string>? Messages(bool preferSnapshot, string? except = null)
    {
        lock (_gate)
        {
            string[] filed =
            [
                .. _messages.Where(message => message.Id != except).Select(message => JsText.OneLine($$$"""
                    {"info":{"id":"{{{message.Id}}}","sessionID":{{{JsText.Quote(message.HarnessSession)}}},"role":"{{{message.Role}}}"},
                     "parts":{{{message.Parts}}}}
                    """)),
            ];
            string[] first = preferSnapshot ? _snapshot : filed;
            string[] second = preferSnapshot ? filed : _messages.Count == 0 ? _snapshot : [];
            return first.Length > 0 ? first : second.Length > 0 ? second : null;
        }
    }

    private static string Stored(IEnumerable<string> parts) => JsText.Stored("[" + string.Join(",", parts) + "]");

    private string? ReadSnapshotText()
    {
        if (_snapshot.Length == 0)
        {
            return null;
        }

        using JsonDocument first = JsonDocument.Parse(_snapshot[0]);
        return ThreadLog.GetText(first.RootElement);
    }
}
