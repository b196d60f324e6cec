using LiteLlm.AgentSdk.Cli.Chat;
using LiteLlm.AgentSdk.Cli.Tests.Rendering;

namespace LiteLlm.AgentSdk.Cli.Tests.Chat;

public sealed class TurnViewTests
{
    [Fact]
    public void Replaced_text_is_shown_again_and_announced() =>
        Shown(
            new TurnTextDelta { Delta = "The answer is 41", MessageId = "m", PartId = "p" },
            new TurnPartReplaced
            {
                Part = new TextPart { MessageId = "m", Id = "p", Text = "The answer is 42" },
                PreviousText = "The answer is 41"
            },
            new TurnTextDelta { Delta = " indeed", MessageId = "m", PartId = "p" })
        .Should().Be("The answer is 41\nThe platform has replaced that text; it is now:\nThe answer is 42 indeed\n");

    [Fact]
    public void Continued_text_is_not_announced() =>
        Shown(
            new TurnTextDelta { Delta = "The answer", MessageId = "m", PartId = "p" },
            new TurnPartReplaced
            {
                Part = new TextPart { MessageId = "m", Id = "p", Text = "The answer is 42" },
                PreviousText = "The answer"
            })
        .Should().Be("The answer is 42\n");

    [Fact]
    public void Removed_text_is_announced() =>
        Shown(
            new TurnTextDelta { Delta = "Oh", MessageId = "m", PartId = "p" },
            new TurnPartReplaced { Part = new TextPart { MessageId = "m", Id = "p", Text = "" }, PreviousText = "Oh" })
        .Should().Be("Oh\nThe platform has removed that text.\n");

    [Fact]
    public void Parts_have_their_own_lines() =>
        Shown(
            new TurnReasoningDelta { Delta = "Hm.", MessageId = "m", PartId = "a" },
            new TurnTextDelta { Delta = "One", MessageId = "m", PartId = "b" },
            new TurnTextDelta { Delta = "Two", MessageId = "n", PartId = "b" })
        .Should().Be("Hm.\nOne\nTwo\n");

    [Fact]
    public void A_reply_that_was_not_streamed_is_shown_whole()
    {
        StringWriter output = new();
        TurnView view = new(new ChatScreen(output, hasColours: false, () => 80));
        view.Complete(new Reply
        {
            Text = "Done.",
            Parts = [new ReasoningPart { Text = "Hm." },
                new ToolPart { Tool = "Bash", State = new ToolState { Status = "completed", Output = "x" } },
                new TextPart { Text = "Done." }],
        });
        output.ToString().Should().Be("Hm.\n✓ Bash → x\nDone.\n");
    }

    [Fact]
    public void The_plain_text_of_an_older_server_is_shown()
    {
        StringWriter output = new();
        new TurnView(new ChatScreen(output, hasColours: false, () => 80)).Complete(new Reply { Text = "Bare." });
        output.ToString().Should().Be("Bare.\n");
    }

    /// <summary>No update of any kind writes control sequences to the terminal, except those of the chat itself.</summary>
    [Fact]
    public void No_update_writes_control_sequences()
    {
        Random random = new(99);
        for (int round = 0; round < 300; round++)
        {
            StringWriter output = new();
            TurnView view = new(new ChatScreen(output, hasColours: true, () => 40));
            for (int i = 0; i < 12; i++)
            {
                string text = Hostile.Text(random, random.Next(1, 8));
                view.Show(random.Next(6) switch
                {
                    0 => new TurnReasoningDelta { Delta = text, PartId = "r" },
                    1 => new TurnToolFinished
                    {
                        Tool =
                        new ToolPart { Tool = text, State = new ToolState { Status = "completed", Title = text, Output = text } }
                    },
                    2 => new TurnToolFinished
                    {
                        Tool =
                        new ToolPart { Tool = text, State = new ToolState { Status = "error", Error = text } }
                    },
                    3 => new TurnReconnecting { Attempt = 1, Reason = text },
                    4 => new TurnPartReplaced { Part = new TextPart { Id = "p", MessageId = "", Text = text }, PreviousText = "x" },
                    _ => new TurnTextDelta { Delta = text, PartId = "p" },
                });
            }

            view.Complete(new Reply { Error = new TurnError { Name = Hostile.Text(random, 5) } });
            Hostile.Obeyed(output.ToString()).Should().BeEmpty();
        }
    }

    private static string Shown(params TurnUpdate[] updates)
    {
        StringWriter output = new();
        TurnView view = new(new ChatScreen(output, hasColours: false, () => 80));
        foreach (TurnUpdate update in updates)
        {
            view.Show(update);
        }

        view.Close();
        return output.ToString();
    }
}
