namespace LiteLlm.AgentSdk.IntegrationTests.Support;

/// <summary>Views of threads and replies.</summary>
internal static class ThreadExtensions
{
    public static IEnumerable<Message> Questions(this IEnumerable<Message> thread) =>
        thread.Where(static message => message.Info.Role == MessageRole.User);

    public static IEnumerable<Message> Answers(this IEnumerable<Message> thread) =>
        thread.Where(static message => message.Info.Role == MessageRole.Assistant && !message.IsPending);

    /// <summary>Returns all parts of a kind, of all the turn's messages.</summary>
    public static IEnumerable<T> All<T>(this Reply reply)
        where T : MessagePart =>
        reply.Messages.SelectMany(static message => message.Parts).OfType<T>();

    /// <summary>Returns all text of the turn, part after part.</summary>
    public static string AllText(this Reply reply) => string.Concat(reply.All<TextPart>().Select(static part => part.Text));
}
