using LiteLlm.AgentSdk.Tests.Stubs;

namespace LiteLlm.AgentSdk.WebChat.Tests;

/// <summary>Reloads, second tabs and starting sandboxes.</summary>
[Collection(BrowserTests.Name)]
public class ReconnectTests(Chromium browser)
{
    [BrowserFact]
    public async Task A_reload_in_the_middle_of_a_turn_shows_the_whole_turn()
    {
        HeldTokens first = new();
        HeldTokens second = new();
        await using Chat chat = await Chat.StartAsync(browser, _ =>
            ConversationTests.Steps(first.ToStep(), TurnStep.Tool("Bash", """{"command":"date"}""", "today"), second.ToStep()));
        (BrowserPage page, _) = await chat.OpenSessionAsync();
        await Chat.SendAsync(page, "Take your time");
        first.Release("Before the reload, ");
        await page.WaitForAsync(Chat.Shows("Before the reload"));

        await page.ReloadAsync();
        await page.WaitForAsync("document.querySelector('.turn[data-state=running]')");
        first.Release("and after it.");
        first.End();
        await page.WaitForAsync(Chat.Shows("Before the reload, and after it."));
        second.Release("Live ");
        await page.WaitForAsync(Chat.Shows("Live"));
        second.Release("again.");
        second.End();
        await page.WaitForAsync(Chat.IsIdle);

        (await page.EvaluateAsync<string[]>(
            "[...document.querySelector('.answer').children].map(e => e.className + ': ' + (e.querySelector('summary') ?? e).textContent)"))
            .Should().Equal("md text: Before the reload, and after it.", "tool: Bash · date completed", "md text: Live again.");
        (await page.TextAsync(".question")).Should().EndWith("Take your time");
        chat.Lap.Counters.TurnsStarted.Should().Be(1);
    }

    [BrowserFact]
    public async Task A_reload_after_the_turn_shows_the_same()
    {
        await using Chat chat = await Chat.StartAsync(browser, DemoScript.RunAsync);
        (BrowserPage page, _) = await chat.OpenSessionAsync();
        await Chat.SendAsync(page, "THINK TOOL");
        await page.WaitForAsync(Chat.IsIdle);
        string before = await page.EvaluateAsync<string>("document.querySelector('#log').textContent");

        await page.ReloadAsync();
        await page.WaitForAsync("document.activeElement.id === 'text'");

        (await page.EvaluateAsync<string>("document.querySelector('#log').textContent")).Should().Be(before);
    }

    [BrowserFact]
    public async Task Two_tabs_on_one_session_show_the_same()
    {
        HeldTokens tokens = new();
        await using Chat chat = await Chat.StartAsync(browser, turn => turn.Index == 0
            ? ConversationTests.Steps(TurnStep.Reasoning("Hm."), tokens.ToStep(), TurnStep.Tool("Bash", "{}", "out"),
                TurnStep.Text("Done."))
            : ConversationTests.Steps(TurnStep.Text("From the other side.")));
        (BrowserPage one, string session) = await chat.OpenSessionAsync();
        BrowserPage two = await chat.OpenAsync(session);
        await two.WaitForAsync("document.activeElement.id === 'text'");
        await Chat.SendAsync(one, "Hello from one");
        tokens.Release("To ");
        await one.WaitForAsync(Chat.Shows("To"));
        await two.WaitForAsync("document.querySelector('.answer > .text')?.textContent === 'To '");
        (await two.TextAsync("#send")).Should().Be("Stop");
        tokens.Release("both.");
        tokens.End();
        await SameAsync(1);

        await Chat.SendAsync(two, "Hello from two");
        await SameAsync(2);
        (await one.TextAsync("#log")).Should().Contain("Hello from two").And.Contain("From the other side.");

        async Task SameAsync(int turns)
        {
            string done =
                $"document.querySelectorAll('.turn[data-state=done]').length === {turns} "
                    + "&& document.querySelector('#log').ariaBusy === 'false'";
            await one.WaitForAsync(done);
            await two.WaitForAsync(done);
            const string Shown =
                "[...document.querySelectorAll('.turn')].map(t => [...t.querySelectorAll('.question, .answer > *')].map(e => e.className + "
                    + "'=' + e.textContent).join('|')).join('\\n')";
            (await two.EvaluateAsync<string>(Shown)).Should().Be(await one.EvaluateAsync<string>(Shown)).And.Contain("Hello from one");
        }
    }

    [BrowserFact]
    public async Task A_tab_that_is_opened_in_the_middle_of_a_turn_shows_the_whole_turn_at_its_end()
    {
        HeldTokens first = new();
        HeldTokens second = new();
        await using Chat chat =
            await Chat.StartAsync(browser,
            _ => ConversationTests.Steps(TurnStep.Reasoning("Hm."), TurnStep.Tool("Bash", "{}", "out"), first.ToStep(), second.ToStep()));
        (BrowserPage one, string session) = await chat.OpenSessionAsync();
        await Chat.SendAsync(one, "Hello");
        first.Release("Missed, ");
        await one.WaitForAsync(Chat.Shows("Missed"));
        BrowserPage two = await chat.OpenAsync(session);
        await two.WaitForAsync("document.activeElement.id === 'text' && document.querySelector('.turn[data-state=running]')");

        first.Release("and whole.");
        first.End();
        await two.WaitForAsync(Chat.Shows("Missed, and whole."));
        second.Release("Live");
        await two.WaitForAsync(Chat.Shows("Live"));
        second.End();
        await two.WaitForAsync(Chat.IsIdle);

        await two.WaitForAsync("document.querySelector('.answer .tool') !== null");
        (await two.EvaluateAsync<string[]>("[...document.querySelector('.answer').children].map(e => e.className)"))
            .Should().Equal("reasoning", "tool", "md text", "md text");
    }

    [BrowserFact]
    public async Task A_browser_that_loses_the_application_resumes_the_turn()
    {
        HeldTokens first = new();
        HeldTokens second = new();
        await using Chat chat =
            await Chat.StartAsync(browser,
            _ => ConversationTests.Steps(first.ToStep(), TurnStep.Tool("Bash", "{}", "out"), second.ToStep()));
        (BrowserPage page, _) = await chat.OpenSessionAsync();
        await Chat.SendAsync(page, "Hello");
        first.Release("Before, ");
        await page.WaitForAsync(Chat.Shows("Before,"));

        page.Expect("net::ERR_");

        // The page reopens its stream half a second after the cut, so it must watch before that. The page handles requests in order, so it
        // watches once it has answered the second.
        Task reconnecting = page.WaitForAsync("document.querySelector('.turn[data-state=reconnecting]')");
        await page.EvaluateAsync<bool>("true");
        chat.CutStreams();
        await reconnecting;
        first.Release("meanwhile, ");
        first.End();
        await page.WaitForAsync("document.querySelector('.turn[data-state=running]')");
        second.Release("after.");
        second.End();
        await page.WaitForAsync(Chat.IsIdle);

        (await page.EvaluateAsync<string[]>(
            "[...document.querySelector('.answer').children].map(e => (e.querySelector('summary') ?? e).textContent)"))
                .Should().Equal("Before, meanwhile, ", "Bash completed", "after.");
        chat.Lap.Counters.TurnsStarted.Should().Be(1);
    }

    [BrowserFact]
    public async Task A_turn_of_another_program_is_shown_and_can_be_aborted()
    {
        HeldTokens tokens = new();
        await using Chat chat = await Chat.StartAsync(browser, _ => ConversationTests.Steps(tokens.ToStep()));
        (BrowserPage page, string session) = await chat.OpenSessionAsync();
        using AgentPlatformClient platform = chat.Lap.CreateClient();
        Session elsewhere = await platform.Sessions.GetAsync(session);
        Task<Reply> sending = elsewhere.SendAsync("From elsewhere", new() { ThrowOnFailure = false });
        tokens.Release("Seen ");
        await page.WaitForAsync(Chat.Shows("From elsewhere"));
        await page.WaitForAsync(Chat.Shows("Seen"));

        await page.PressAsync("Escape");
        await page.WaitForAsync(Chat.IsIdle);

        (await sending).IsAborted.Should().BeTrue();
        (await page.TextAsync(".aborted")).Should().Be("Aborted.");
    }

    [BrowserFact]
    public async Task The_connection_between_application_and_platform_may_break()
    {
        HeldTokens tokens = new();
        await using Chat chat = await Chat.StartAsync(browser, _ => ConversationTests.Steps(TurnStep.Text("Whole "), tokens.ToStep()));
        chat.Lap.Faults.Add(Fault.CutAfterEvents(8).On("POST", "/api/v1/managed_agents/sessions/{id}/message_stream"));
        (BrowserPage page, _) = await chat.OpenSessionAsync();
        await Chat.SendAsync(page, "Go");
        await chat.Lap.Faults.WaitForFiredAsync(1).WaitAsync(Chromium.Patience);
        tokens.Release("again");
        tokens.End();

        await page.WaitForAsync(Chat.IsIdle);

        (await page.EvaluateAsync<string>("document.querySelector('.answer').textContent")).Should().Be("Whole again");
        chat.Lap.Counters.TurnsStarted.Should().Be(1);
    }

    [BrowserFact]
    public async Task The_phases_of_a_sandbox_are_shown_while_it_starts()
    {
        // The platform's clock moves only here, so each phase is shown before the next phase begins.
        ManualTimeProvider time = new();
        LocalAgentPlatformOptions options =
            new() { TimeProvider = time, Script = _ => ConversationTests.Steps(TurnStep.Text("Here I am.")) };
        options.StartupPhases.Clear();
        options.StartupPhases.Add(new StartupPhase("creating_sandbox", TimeSpan.FromSeconds(10)));
        options.StartupPhases.Add(new StartupPhase("cloning_repo", TimeSpan.FromSeconds(10)));
        await using Chat chat = await Chat.StartAsync(browser, options);
        BrowserPage page = await chat.OpenAsync();
        await page.ClickAsync("#new");

        await page.WaitForAsync("document.querySelector('.phases [aria-current=step]')?.textContent === 'creating sandbox'");
        (await page.EvaluateAsync<bool>("document.querySelector('#text').disabled")).Should().BeTrue();
        await time.WaitForTimersAsync();
        time.Advance(TimeSpan.FromSeconds(10));
        await page.WaitForAsync("document.querySelector('.phases [aria-current=step]')?.textContent === 'cloning repo'");
        (await page.EvaluateAsync<string[]>("[...document.querySelectorAll('.phases li')].map(li => li.textContent)"))
            .Should().Equal("creating sandbox", "cloning repo");
        await time.WaitForTimersAsync();
        time.Advance(TimeSpan.FromSeconds(10));
        await page.WaitForAsync("document.activeElement.id === 'text'");

        await Chat.SendAsync(page, "hello");
        await page.WaitForAsync(Chat.Shows("Here I am."));
    }

    [BrowserFact]
    public async Task A_sandbox_that_fails_to_start_shows_the_reason()
    {
        // The start fails while the page shows it. A session that fails before the page requests it is opened like any ended session.
        ManualTimeProvider time = new();
        LocalAgentPlatformOptions options = new() { TimeProvider = time, StartupFailure = "no node has room" };
        options.StartupPhases.Clear();
        options.StartupPhases.Add(new StartupPhase("creating_sandbox", TimeSpan.FromSeconds(10)));
        await using Chat chat = await Chat.StartAsync(browser, options);
        BrowserPage page = await chat.OpenAsync();
        await page.ClickAsync("#new");
        await page.WaitForAsync("document.querySelector('.phases [aria-current=step]')?.textContent === 'creating sandbox'");

        // A phase is shown as soon as the session is created. Its time begins a little later.
        await time.WaitForTimersAsync();
        time.Advance(TimeSpan.FromSeconds(10));

        await page.WaitForAsync(Chat.Shows("no node has room"));

        (await page.EvaluateAsync<bool>("document.querySelector('#text').disabled")).Should().BeTrue();
    }

    [BrowserFact]
    public async Task An_ended_session_can_be_read_and_accepts_no_message()
    {
        await using Chat chat = await Chat.StartAsync(browser, _ => ConversationTests.Steps(TurnStep.Text("Here I am.")));
        (BrowserPage page, string session) = await chat.OpenSessionAsync();
        await Chat.SendAsync(page, "hello");
        await page.WaitForAsync(Chat.IsIdle);
        using AgentPlatformClient platform = chat.Lap.CreateClient();
        await (await platform.Sessions.GetAsync(session)).TerminateAsync();

        await page.ReloadAsync();
        await page.WaitForAsync(Chat.Shows("This session is dead."));
        await page.WaitForAsync(Chat.Shows("Here I am."));

        (await page.EvaluateAsync<bool>("document.querySelector('#text').disabled")).Should().BeTrue();
    }
}
