using System.Text.Json;
using LiteLlm.AgentSdk;

namespace WebChat;

/// <summary>
/// The titles of sessions: chosen by the user, or taken from the first message. The platform never returns a title, so the application
/// stores them in the file that <c>WebChat:Titles</c> names. Without a file, it keeps them in memory.
/// </summary>
internal sealed class ChatTitles : IDisposable
{
    private const int Longest = 80;

    private readonly SemaphoreSlim _writing = new(1);
    private readonly Lock _lock = new();
    private readonly Dictionary<string, string> _titles = [];
    private readonly string? _file;

    public ChatTitles(IConfiguration configuration, IHostEnvironment environment)
    {
        if (configuration["WebChat:Titles"] is not { Length: > 0 } file)
        {
            return;
        }

        _file = Path.Combine(environment.ContentRootPath, file);
        if (File.Exists(_file))
        {
            _titles = Read(_file);
        }
    }

    /// <summary>Gets the title of a session, as far as it is known.</summary>
    /// <param name="sessionId">The session.</param>
    public string? Get(string sessionId)
    {
        lock (_lock)
        {
            return _titles.GetValueOrDefault(sessionId);
        }
    }

    /// <summary>
    /// Gets the title of a session: the stored one, or the beginning of the first message. Null before there is a message.
    /// </summary>
    /// <param name="session">The session.</param>
    /// <param name="cancellationToken">Cancels waiting.</param>
    public async Task<string?> FindAsync(Session session, CancellationToken cancellationToken)
    {
        if (Get(session.Id) is { } known)
        {
            return known;
        }

        IReadOnlyList<Message> messages = await session.GetMessagesAsync(cancellationToken);
        string? title = messages.Where(message => message.Info.Role == MessageRole.User && !message.IsPending)
            .Select(message => Shorten(message.OwnText)).FirstOrDefault(words => words.Length > 0);
        if (title is not null)
        {
            await KeepAsync(session.Id, title, isNew: false, cancellationToken);
        }

        return Get(session.Id);
    }

    /// <summary>Changes the title of a session.</summary>
    /// <param name="sessionId">The session.</param>
    /// <param name="title">The title.</param>
    /// <param name="cancellationToken">Cancels waiting.</param>
    public Task RenameAsync(string sessionId, string title, CancellationToken cancellationToken) =>
        KeepAsync(sessionId, Shorten(title), isNew: true, cancellationToken);

    /// <inheritdoc/>
    public void Dispose() => _writing.Dispose();

    /// <summary>Makes a text one line, and shortens it, if possible between two words.</summary>
    private static string Shorten(string text)
    {
        string line = string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        if (line.Length <= Longest)
        {
            return line;
        }

        int end = line.LastIndexOf(' ', Longest - 1);
        end = end > Longest / 2 ? end : Longest - 1;
        return string.Concat(line.AsSpan(0, char.IsHighSurrogate(line[end - 1]) ? end - 1 : end), "…");
    }

    private static Dictionary<string, string> Read(string file)
    {
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllBytes(file), ChatJsonContext.Default.DictionaryStringString) ?? [];
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"{file} (WebChat:Titles) is not a list of titles. Delete it to begin a new one.", e);
        }
    }

    private async Task KeepAsync(string sessionId, string title, bool isNew, CancellationToken cancellationToken)
    {
        await _writing.WaitAsync(cancellationToken);
        try
        {
            byte[] json;
            lock (_lock)
            {
                if (isNew)
                {
                    _titles[sessionId] = title;
                }
                else if (!_titles.TryAdd(sessionId, title))
                {
                    return;
                }

                json = JsonSerializer.SerializeToUtf8Bytes(_titles, ChatJsonContext.Default.DictionaryStringString);
            }

            if (_file is not null)
            {
                // The file is replaced as a whole, so it is never half written.
                string written = _file + ".new";
                await File.WriteAllBytesAsync(written, json, cancellationToken);
                File.Move(written, _file, overwrite: true);
            }
        }
        finally
        {
            _writing.Release();
        }
    }
}
