using System.Text.Json;
using LiteLlm.AgentSdk.Testing.Harnesses;
using LiteLlm.AgentSdk.Testing.Json;

namespace LiteLlm.AgentSdk.Testing.Sessions;

/// <summary>
/// What the platform itself stores of a session: the messages that went through it one by one, and a snapshot of the harness's thread. Of
/// these a restart makes the history that it replays.
/// </summary>
internal sealed class SessionRecords
{
    private readonly Gate _gate = new();
    private readonly List<(string Id, string HarnessSession, string Role, string Parts, string? Words)> _messages = [];
    private string[] _snapshot = [];

    /// <summary>Gets the beginning of the first user message that is stored; null when there is none.</summary>
    public string? TitlePreview
    {
        get
        {
            lock (_gate)
            {
                string? words = _messages.Count > 0 ? _messages[0].Words : WordsOfSnapshot();
                return words is null ? null : ThreadLog.Shortened(words.ReplaceLineEndings(" "), 59);
            }
        }
    }

    /// <summary>Gets how many messages are stored.</summary>
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
    public string User(string harnessSession, TurnInput input)
    {
        string id = Ids.Uuid();
        lock (_gate)
        {
            _messages.Add((id, harnessSession, "user", Stored(input.Parts.Select(part => JsText.Of(part.Json))), input.AllText));
        }

        return id;
    }

    /// <summary>Forgets a message that the harness did not answer.</summary>
    public void Remove(string id)
    {
        lock (_gate)
        {
            _messages.RemoveAll(message => message.Id == id);
        }
    }

    public void Reply(string harnessSession, TurnReply reply)
    {
        lock (_gate)
        {
            if (reply.Parts.Count > 0)
            {
                _messages.Add((Ids.Uuid(), harnessSession, "assistant", Stored(reply.Parts.Select(part => part.Json)), null));
            }
        }
    }

    /// <summary>Stores the thread as it is now, in place of the snapshot of before.</summary>
    public void TakeSnapshot(IReadOnlyList<string> thread)
    {
        string[] stored = [.. thread.Select(JsText.Stored)];
        lock (_gate)
        {
            _snapshot = stored;
        }
    }

    /// <summary>
    /// The stored thread, but for one message; null when there is nothing in it. The snapshot counts on inline harnesses; elsewhere, only
    /// in a session whose messages were all streamed.
    /// </summary>
    public IReadOnlyList<string>? Messages(bool preferSnapshot, string? except = null)
    {
        lock (_gate)
        {
            string[] filed =
            [
                .. _messages.Where(message => message.Id != except).Select(message =>
                    $$$"""{"info":{"id":"{{{message.Id}}}","sessionID":{{{JsText.Quote(message.HarnessSession)}}},"role":"{{{message.Role}}}"},"parts":{{{message.Parts}}}}"""),
            ];
            string[] first = preferSnapshot ? _snapshot : filed;
            string[] second = preferSnapshot ? filed : _messages.Count == 0 ? _snapshot : [];
            return first.Length > 0 ? first : second.Length > 0 ? second : null;
        }
    }

    private static string Stored(IEnumerable<string> parts) => JsText.Stored("[" + string.Join(",", parts) + "]");

    private string? WordsOfSnapshot()
    {
        if (_snapshot.Length == 0)
        {
            return null;
        }

        using JsonDocument first = JsonDocument.Parse(_snapshot[0]);
        return ThreadLog.Words(first.RootElement);
    }
}
