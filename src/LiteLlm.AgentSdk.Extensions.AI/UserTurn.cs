using Microsoft.Extensions.AI;

namespace LiteLlm.AgentSdk.Extensions.AI;

/// <summary>
/// What is new among the chat messages: the user's words and images after the last message of the assistant, as a message to the session.
/// </summary>
internal static class UserTurn
{
    /// <summary>Reads it; nothing when there is nothing to send, or nothing that can be.</summary>
    public static SendOptions? Read(ChatMessage[] messages, SendOptions send, List<ValidationError> problems)
    {
        int last = Array.FindLastIndex(messages, m => m.Role == ChatRole.Assistant);
        List<string> texts = [];
        List<Attachment> images = [];
        int before = problems.Count;
        bool any = false;
        bool namesAuthors = messages.Skip(last + 1).Where(m => m.Role == ChatRole.User).Select(m => m.AuthorName).Distinct().Count() > 1;
        for (int i = 0; i < messages.Length; i++)
        {
            ChatMessage message = messages[i];
            string path = $"messages[{i}]";
            if (message.Role == ChatRole.User)
            {
                if (i > last)
                {
                    any = true;
                    int first = texts.Count;
                    ReadContents(message, path, texts, images, problems);
                    if (namesAuthors && texts.Count > first && !string.IsNullOrWhiteSpace(message.AuthorName))
                    {
                        // The platform knows one user: the names of several participants are told in the text.
                        texts[first] = $"{message.AuthorName}: {texts[first]}";
                    }
                }
            }
            else if (message.Role == ChatRole.Tool)
            {
                if (i > last)
                {
                    problems.Add(new(path, "it is a tool's result, and the agent runs its tools itself"));
                }
            }
            else if (message.Role != ChatRole.Assistant
                && !(message.Contents.All(c => c is TextContent) && string.IsNullOrWhiteSpace(message.Text)))
            {
                // The past is in the session, but this never was.
                problems.Add(new(path,
                    $"a message of role '{message.Role}' can't be sent: a session's instructions are its agent's prompt"));
            }
        }

        if (!any)
        {
            problems.Add(new("messages", "there is no user message after the last message of the assistant: nothing to send"));
        }

        return problems.Count > before ? null : Compose(texts, images, send);
    }

    private static void ReadContents(ChatMessage message, string path, List<string> texts, List<Attachment> images,
        List<ValidationError> problems)
    {
        for (int i = 0; i < message.Contents.Count; i++)
        {
            switch (message.Contents[i])
            {
                case TextContent text:
                    if (text.Text.Length > 0)
                    {
                        texts.Add(text.Text);
                    }

                    break;
                case DataContent data when data.HasTopLevelMediaType("image"):
                    images.Add(new Attachment { Name = data.Name, MimeType = data.MediaType, Content = data.Data });
                    break;
                case DataContent data:
                    problems.Add(new($"{path}.contents[{i}]",
                        $"data of type '{data.MediaType}' can't be sent: the platform takes images alone"));
                    break;
                case UriContent uri:
                    problems.Add(new($"{path}.contents[{i}]",
                        $"the platform fetches nothing: load {uri.MediaType} content and give it as {nameof(DataContent)}"));
                    break;
                case { } other:
                    problems.Add(new($"{path}.contents[{i}]",
                        $"{other.GetType().Name} can't be sent: the platform takes texts and images"));
                    break;
                default:
                    problems.Add(new($"{path}.contents[{i}]", "it is null"));
                    break;
            }
        }
    }

    // Several texts stay apart where they can: the platform takes images with one text.
    private static SendOptions Compose(List<string> texts, List<Attachment> images, SendOptions send) => (texts.Count, images.Count) switch
    {
        ( <= 1, 0) => send with { Text = texts.FirstOrDefault(), TextParts = null, Attachments = null },
        (_, 0) => send with { Text = null, TextParts = texts, Attachments = null },
        _ => send with { Text = string.Join('\n', texts), TextParts = null, Attachments = images },
    };
}
