namespace LiteLlm.AgentSdk.WebChat.Tests;

/// <summary>The end of the conversation stays in view if the user is there, and does not scroll otherwise.</summary>
[Collection(BrowserTests.Name)]
public class ScrollTests(Chromium browser)
{
    private const string AtEnd = "log.scrollHeight - log.scrollTop - log.clientHeight < 2 && end.hidden";

    private static readonly string s_long =
        string.Concat(Enumerable.Range(1, 60).Select(line => $"Paragraph {line} of a long answer.\n\n"));

    [BrowserFact]
    public async Task The_page_follows_a_growing_answer_unless_the_user_has_scrolled_up()
    {
        HeldTokens tokens = new();
        await using Chat chat = await Chat.StartAsync(browser, _ => ConversationTests.Steps(tokens.ToStep()));
        (BrowserPage page, _) = await chat.OpenSessionAsync();
        await Chat.SendAsync(page, "Tell me");
        foreach (int part in Enumerable.Range(1, 4))
        {
            tokens.Release($"{s_long}Part {part}.\n\n");
            await page.WaitForAsync(Chat.Shows($"Part {part}."));
            await FramesUntilAsync(page, AtEnd);
        }

        await page.EvaluateAsync<bool>("(document.querySelector('#log').scrollTop = 100) === 100");
        await FramesUntilAsync(page, "!end.hidden");
        tokens.Release(s_long + "Part 5.\n\n");
        await page.WaitForAsync(Chat.Shows("Part 5."));
        await FramesUntilAsync(page, "++frames > 3");
        (await page.EvaluateAsync<double>("document.querySelector('#log').scrollTop")).Should().Be(100);
        (await page.TextAsync("#end")).Should().Contain("To the end");

        await page.ClickAsync("#end");
        await FramesUntilAsync(page, AtEnd);
        await page.WaitForAsync("document.activeElement.id === 'text'");
        tokens.Release(s_long + "Part 6.\n\n");
        await page.WaitForAsync(Chat.Shows("Part 6."));
        await FramesUntilAsync(page, AtEnd);
        tokens.End();
        await page.WaitForAsync(Chat.IsIdle);
    }

    [BrowserFact]
    public async Task Sending_scrolls_to_the_end()
    {
        await using Chat chat = await Chat.StartAsync(browser, turn =>
            ConversationTests.Steps(TurnStep.Text(turn.Index == 0 ? s_long : "short")));
        (BrowserPage page, _) = await chat.OpenSessionAsync();
        await Chat.SendAsync(page, "Tell me");
        await page.WaitForAsync(Chat.IsIdle);
        await FramesUntilAsync(page, AtEnd);
        await page.EvaluateAsync<bool>("(document.querySelector('#log').scrollTop = 0) === 0");
        await FramesUntilAsync(page, "!end.hidden");

        await Chat.SendAsync(page, "And now?");

        await page.WaitForAsync(Chat.Shows("short"));
        await FramesUntilAsync(page, AtEnd);
    }

    /// <summary>Checks in each frame, since scrolling does not change the document.</summary>
    private static Task FramesUntilAsync(BrowserPage page, string condition) => page.EvaluateAsync<bool>($$"""
        new Promise(resolve => {
          const [log, end] = ['log', 'end'].map(id => document.getElementById(id));
          let frames = 0;
          const look = () => ({{condition}}) ? resolve(true) : requestAnimationFrame(look);
          look();
        })
        """);
}
