using System.CommandLine;
using LiteLlm.AgentSdk.Cli.App;
using LiteLlm.AgentSdk.Cli.Commands.Talk;
using LiteLlm.AgentSdk.Cli.Naming;

namespace LiteLlm.AgentSdk.Cli.Commands.Sessions;

/// <summary><c>lap sessions attach</c>.</summary>
internal static class SessionsAttachCommand
{
    public static Command Fill(Command command, CommandHost host)
    {
        Argument<string> session = Args.Session();
        TalkOptions talk = new();
        return host.On(command.With(session, talk.Prompt, talk.NoStream), async context =>
            await Conversation.ResumeAsync(context, await SessionFinder.FindAsync(context, context.Value(session)!), talk));
    }
}
