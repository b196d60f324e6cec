namespace LiteLlm.AgentSdk.WebChat.Tests;

/// <summary>
/// Several pages and other programs use one session. Each page shows every running turn, and each text under its own question.
/// </summary>
[Collection(BrowserTests.Name)]
public class TabsTests(Chromium browser)
{
    private const string Working = "document.querySelector('#status').textContent === 'The agent is working.'";

    private const string Turns = """
        [...document.querySelectorAll('.turn')].map(t => t.querySelector('.question').lastChild.textContent + ': '
          + t.querySelector('.answer').textContent)
        """;

    // Every turn sends only its own letter. Text under the question of another turn is recorded.
    private const string Watch = """
        window.strays = [];
        new MutationObserver(() => document.querySelectorAll('.turn').forEach(turn => {
          const letter = turn.querySelector('.question').lastChild?.textContent.at(-1);
          const said = turn.querySelector('.answer').textContent;
          if (/[AB]/.test(letter) && /[AB]/.test(said.replaceAll(letter, ''))) window.strays.push(said);
        })).observe(document.querySelector('#log'), { subtree: true, childList: true, characterData: true }); true
        """;

    [BrowserFact]
    public async Task A_reload_in_the_middle_of_a_text_shows_its_growth()
    {
        HeldTokens tokens = new();
        await using Chat chat = await Chat.StartAsync(browser, _ => ConversationTests.Steps(TurnStep.Reasoning("Hm."), tokens.ToStep()));
        (BrowserPage page, _) = await chat.OpenSessionAsync();
        await Chat.SendAsync(page, "Take your time");
        tokens.Release("One, ");
        await page.WaitForAsync(Chat.Shows("One,"));

        for (int reload = 2; reload < 4; reload++)
        {
            await page.ReloadAsync();
            tokens.Release($"{reload}, ");
            await page.WaitForAsync(Working);
            string text = string.Concat(Enumerable.Range(2, reload - 1).Select(number => $"{number}, "));
            await page.WaitForAsync($"document.querySelector('.answer > .text')?.textContent === 'One, {text}'");
        }

        tokens.End();
        await page.WaitForAsync(Chat.IsIdle);
        (await page.EvaluateAsync<string[]>(Turns)).Should().Equal("Take your time: ReasoningHm.One, 2, 3, ");
        chat.Lap.Counters.TurnsStarted.Should().Be(1);
    }

    [BrowserFact]
    public async Task A_tab_that_is_opened_in_the_middle_of_a_text_shows_its_growth()
    {
        HeldTokens tokens = new();
        await using Chat chat = await Chat.StartAsync(browser,
            _ => ConversationTests.Steps(TurnStep.Tool("Bash", "{}", "out"), tokens.ToStep()));
        (BrowserPage one, string session) = await chat.OpenSessionAsync();
        await Chat.SendAsync(one, "Hello");
        tokens.Release("Before, ");
        await one.WaitForAsync(Chat.Shows("Before,"));

        BrowserPage two = await chat.OpenAsync(session);
        await two.WaitForAsync(Working);
        await two.WaitForAsync("document.querySelector('.answer > .text')?.textContent === 'Before, '");
        tokens.Release("after.");
        await two.WaitForAsync("document.querySelector('.answer > .text')?.textContent === 'Before, after.'");
        tokens.End();
        await two.WaitForAsync(Chat.IsIdle);

        (await two.EvaluateAsync<int>("document.querySelectorAll('.turn, .answer > *').length")).Should().Be(3);
    }

    [BrowserFact]
    public async Task A_page_that_is_opened_in_the_middle_of_another_programs_turn_shows_its_growth()
    {
        HeldTokens tokens = new();
        await using Chat chat = await Chat.StartAsync(browser, _ => ConversationTests.Steps(tokens.ToStep()));
        (BrowserPage page, string session) = await chat.OpenSessionAsync();
        using AgentPlatformClient platform = chat.Lap.CreateClient();
        Session elsewhere = await platform.Sessions.GetAsync(session);
        Task<Reply> sending = elsewhere.SendAsync("From elsewhere");
        tokens.Release("Missed, ");
        await page.WaitForAsync(Chat.Shows("Missed,"));
        (await page.EvaluateAsync<string[]>(Turns)).Should().Equal("From elsewhere: Missed, ");

        await page.ReloadAsync();
        await page.WaitForAsync("document.activeElement.id === 'text'");
        await page.WaitForAsync(Working);
        tokens.Release("seen, ");
        await page.WaitForAsync("document.querySelector('.answer > .text')?.textContent === '… seen, '");
        tokens.Release("and whole.");
        await page.WaitForAsync("document.querySelector('.answer > .text')?.textContent === '… seen, and whole.'");
        tokens.End();
        await page.WaitForAsync(Chat.IsIdle);
        await page.WaitForAsync("document.querySelector('.answer > .text')?.textContent === 'Missed, seen, and whole.'");
        (await sending).Text.Should().Be("Missed, seen, and whole.");
    }

    [BrowserFact]
    public async Task Two_tabs_that_send_at_once_show_each_answer_under_its_question()
    {
        HeldTokens first = new();
        HeldTokens second = new();
        await using Chat chat = await Chat.StartAsync(browser,
            turn => ConversationTests.Steps(Say(turn), (turn.Index == 0 ? first : second).ToStep(), Say(turn)));
        (BrowserPage one, string session) = await chat.OpenSessionAsync();
        BrowserPage two = await chat.OpenAsync(session);
        await two.WaitForAsync("document.activeElement.id === 'text'");
        await one.EvaluateAsync<bool>(Watch);
        await two.EvaluateAsync<bool>(Watch);

        await Task.WhenAll(Chat.SendAsync(one, "Say A"), Chat.SendAsync(two, "Say B"));
        foreach (BrowserPage page in new[] { one, two })
        {
            await page.WaitForAsync("document.querySelectorAll('.answer > .text').length === 1");
        }

        first.End();
        second.End();
        string[][] shown = await Task.WhenAll(Shown(one), Shown(two));

        shown[0].Should().BeEquivalentTo("Say A: AA", "Say B: BB").And.Equal(shown[1], "both show the turns in their order");
        chat.Lap.Counters.TurnsStarted.Should().Be(2);

        static async Task<string[]> Shown(BrowserPage page)
        {
            await page.WaitForAsync("document.querySelectorAll('.turn[data-state=done]').length === 2 && log.ariaBusy === 'false'");
            (await page.EvaluateAsync<string[]>("window.strays")).Should().BeEmpty();
            return await page.EvaluateAsync<string[]>(Turns);
        }
    }

    [BrowserFact]
    public async Task A_turn_shows_no_text_of_a_concurrent_turn_of_another_program()
    {
        HeldTokens[] tokens = [new(), new()];
        await using Chat chat = await Chat.StartAsync(browser,
            turn => ConversationTests.Steps(tokens[turn.Text.EndsWith('A') ? 0 : 1].ToStep(), Say(turn)));
        (BrowserPage page, string session) = await chat.OpenSessionAsync();
        BrowserPage other = await chat.OpenAsync(session);
        await other.WaitForAsync("document.activeElement.id === 'text'");
        await page.EvaluateAsync<bool>(Watch);
        await other.EvaluateAsync<bool>(Watch);
        using AgentPlatformClient platform = chat.Lap.CreateClient();
        Session elsewhere = await platform.Sessions.GetAsync(session);

        await Chat.SendAsync(page, "Say A");
        await page.WaitForAsync(Chat.Shows("Say A"));
        tokens[0].Release("A");
        await other.WaitForAsync("document.querySelector('.answer > .text')?.textContent === 'A'");
        Task<Reply> sending = elsewhere.SendAsync("Say B", new() { WaitForInitialReply = false, WaitForRunningTurn = false });
        await chat.Lap.WaitForTurnsStartedAsync(2).WaitAsync(Chromium.Patience);
        for (int i = 0; i < 5; i++)
        {
            tokens[1].Release("B");
            tokens[0].Release("A");
        }

        await page.WaitForAsync("document.querySelector('.answer > .text')?.textContent.length === 6");
        tokens[0].End();
        tokens[1].End();
        await sending;
        foreach (BrowserPage shown in new[] { page, other })
        {
            await shown.WaitForAsync("document.querySelectorAll('.turn[data-state=done]').length === 2 && log.ariaBusy === 'false'");
            await shown.WaitForAsync("document.querySelectorAll('.answer')[1].textContent.endsWith('B')");
            (await shown.EvaluateAsync<string[]>("window.strays")).Should().BeEmpty();
            (await shown.EvaluateAsync<string[]>(Turns)).Should().Equal("Say A: AAAAAAA", "Say B: BBBBBB");
        }
    }

    private static TurnStep Say(LocalTurn turn) => TurnStep.Text([turn.Text[^1..]]);
}
