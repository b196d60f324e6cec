using Microsoft.Extensions.AI;

namespace LiteLlm.AgentSdk.Extensions.AI;

/// <summary>
/// Creates the message to the session from the new chat messages: the user's texts and images after the last message of the assistant.
/// </summary>
internal static class UserTurn
{
    /// <summary>Returns the message to send; null if there is none, or if there are problems.</summary>
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
                        // The platform has only one user, so the names of several participants are added to the text.
                        texts[first] = $"{message.AuthorName}: {texts[first]}";
                    }
                }
            }
            else if (message.Role == ChatRole.Tool)
            {
                if (i > last)
                {
                    problems.Add(new(path, "it is a tool's result, but the agent runs its tools itself"));
                }
            }
            else if (message.Role != ChatRole.Assistant
                && !(message.Contents.All(c => c is TextContent) && string.IsNullOrWhiteSpace(message.Text)))
            {
                // Earlier messages are in the session already, but a system message never was.
                problems.Add(new(path,
                    $"a message with the role '{message.Role}' can't be sent: the instructions of a session are its agent's prompt"));
            }
        }

        if (!any)
        {
            problems.Add(new("messages", "there is no user message after the last message of the assistant, so there is nothing to send"));
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
                        $"data of type '{data.MediaType}' can't be sent: the platform accepts only images"));
                    break;
                case UriContent uri:
                    problems.Add(new($"{path}.contents[{i}]",
                        $"the platform can't load URIs; load the {uri.MediaType} content and give it as {nameof(DataContent)}"));
                    break;
                case { } other:
                    problems.Add(new($"{path}.contents[{i}]",
                        $"{other.GetType().Name} can't be sent: the platform accepts only texts and images"));
                    break;
                default:
                    problems.Add(new($"{path}.contents[{i}]", "it is null"));
                    break;
            }
        }
    }

    // Several texts stay separate if possible. With images, the platform accepts only one text.
    private static SendOptions Compose(List<string> texts, List<Attachment> images, SendOptions send) => (texts.Count, images.Count) switch
    {
        ( <= 1, 0) => send with { Text = texts.FirstOrDefault(), TextParts = null, Attachments = null },
        (_, 0) => send with { Text = null, TextParts = texts, Attachments = null },
        _ => send with { Text = string.Join('\n', texts), TextParts = null, Attachments = images },
    };
}
