namespace LiteLlm.AgentSdk.WebChat.Tests;

/// <summary>Conversations: tokens, tools, abort, failures.</summary>
[Collection(BrowserTests.Name)]
public class ConversationTests(Chromium browser)
{
    [BrowserFact]
    public async Task Tokens_appear_one_after_another()
    {
        HeldTokens tokens = new();
        await using Chat chat = await Chat.StartAsync(browser, _ => Steps(tokens.ToStep()));
        (BrowserPage page, _) = await chat.OpenSessionAsync();
        await Chat.SendAsync(page, "Tell me");
        await page.WaitForAsync(Chat.Shows("Tell me"));
        string whole = "";
        foreach (string token in new[] { "One ", "**two** ", "three\n\n", "- four\n", "- five" })
        {
            tokens.Release(token);
            whole += token;
            string shown = whole.Replace("*", "", StringComparison.Ordinal).Replace("- ", "", StringComparison.Ordinal)
                .Replace("\n", "", StringComparison.Ordinal).Trim();
            await page.WaitForAsync($"document.querySelector('.answer').textContent.trim() === '{shown}'");
            (await page.EvaluateAsync<string>("document.querySelector('#log').ariaBusy")).Should().Be("true");
        }

        tokens.End();
        await page.WaitForAsync(Chat.IsIdle);
        (await page.EvaluateAsync<string>("document.querySelector('.answer strong').textContent")).Should().Be("two");
        (await page.EvaluateAsync<int>("document.querySelectorAll('.answer li').length")).Should().Be(2);
        chat.Lap.Counters.TurnsStarted.Should().Be(1);
    }

    [BrowserFact]
    public async Task A_tool_is_shown_while_it_runs_and_after()
    {
        TaskCompletionSource until = new(TaskCreationOptions.RunContinuationsAsynchronously);
        TurnStep[] steps =
        [
            TurnStep.Reasoning("Let me look."),
            TurnStep.Tool("Bash", """{"command":"ls <b>"}""", "a.txt <i>", until.Task),
            TurnStep.ToolFailure("Read", """{"path":"b"}""", "no such file"),
            TurnStep.Text("There is a.txt."),
        ];
        await using Chat chat = await Chat.StartAsync(browser, _ => Steps(steps));
        (BrowserPage page, _) = await chat.OpenSessionAsync();
        await Chat.SendAsync(page, "What is there?");

        await page.WaitForAsync("document.querySelector('.tool .state')?.textContent === 'running'");
        (await page.TextAsync(".tool summary")).Should().Be("Bash · ls <b> running");
        until.SetResult();
        await page.WaitForAsync(Chat.IsIdle);

        (await page.EvaluateAsync<string[]>("[...document.querySelectorAll('.tool summary')].map(s => s.innerText)"))
            .Should().Equal("Bash · ls <b> completed", "Read · b failed");
        (await page.EvaluateAsync<bool>("document.querySelector('.tool').open")).Should().BeFalse();
        await page.ClickAsync(".tool summary");
        await page.WaitForAsync("document.querySelector('.tool').open");
        (await page.TextAsync(".tool .output")).Should().Be("a.txt <i>");
        (await page.TextAsync(".tool .input")).Should().Contain("ls <b>");
        (await page.EvaluateAsync<string>("document.querySelector('.reasoning .md').textContent")).Should().Be("Let me look.");
        (await page.EvaluateAsync<string[]>("[...document.querySelector('.answer').children].map(e => e.className)"))
            .Should().Equal("reasoning", "tool", "tool", "md text");
    }

    [BrowserFact]
    public async Task A_turn_is_aborted_by_the_button_and_the_next_turn_runs()
    {
        HeldTokens tokens = new();
        await using Chat chat = await Chat.StartAsync(browser, turn => Steps(turn.Index == 0 ? tokens.ToStep() : TurnStep.Text("fresh")));
        (BrowserPage page, _) = await chat.OpenSessionAsync();
        await Chat.SendAsync(page, "Go on forever");
        tokens.Release("beginning");
        await page.WaitForAsync(Chat.Shows("beginning"));

        (await page.TextAsync("#send")).Should().Be("Stop");
        await page.ClickAsync("#send");
        await page.WaitForAsync(Chat.IsIdle);

        (await page.TextAsync(".aborted")).Should().Be("Aborted.");
        (await page.TextAsync("#send")).Should().Be("Send");
        await Chat.SendAsync(page, "Again");
        await page.WaitForAsync(Chat.Shows("fresh"));
    }

    [BrowserFact]
    public async Task A_failed_turn_shows_the_reason()
    {
        await using Chat chat = await Chat.StartAsync(browser, DemoScript.RunAsync);
        (BrowserPage page, _) = await chat.OpenSessionAsync();
        await Chat.SendAsync(page, "FAIL 529");

        await page.WaitForAsync("document.querySelector('.problem')");

        (await page.TextAsync(".problem")).Should().Contain("529");
    }

    [BrowserFact]
    public async Task Text_of_an_agent_is_never_rendered_as_html()
    {
        const string Attack = """
            <script>window.hacked = 1</script><img src=x onerror="window.hacked = 2"> <a href="javascript:window.hacked=3">a</a>

            [click](javascript:window.hacked=4) [data](data:text/html,<script>parent.hacked=5</script>)
            """ + """ [tab]( java	script:window.hacked=6) ![image](https://example.com/x.png) """ + """
            [good](https://example.com/?a=1&b="2")

            **<b onmouseover=hacked>** `<i>` | <u>

            ```<script>
            </code></pre><script>window.hacked = 7</script>
            ```
            """;
        TurnStep[] steps =
        [
            TurnStep.Reasoning(Attack),
            TurnStep.Tool("<img src=x onerror=window.hacked=8>", """{"x":"<script>window.hacked=9</script>"}""", Attack),
            TurnStep.Text(Attack),
        ];
        await using Chat chat = await Chat.StartAsync(browser, _ => Steps(steps));
        (BrowserPage page, string session) = await chat.OpenSessionAsync();
        await Chat.SendAsync(page, "<img src=x onerror=window.hacked=10>");
        await page.WaitForAsync(Chat.IsIdle);

        await CheckAsync(page);
        await page.ReloadAsync();
        await page.WaitForAsync(Chat.Shows("window.hacked = 1"));
        await CheckAsync(page);
        (await page.TextAsync(".question")).Should().Contain("<img src=x onerror=window.hacked=10>");
        BrowserPage other = await chat.OpenAsync(session);
        await other.WaitForAsync(Chat.Shows("window.hacked = 1"));

        static async Task CheckAsync(BrowserPage page)
        {
            (await page.EvaluateAsync<int>("document.querySelectorAll('#log :is(script, img, iframe, b, u, i, form, style, svg)').length"))
                .Should().Be(0);
            (await page.EvaluateAsync<string[]>(
                "[...new Set([...document.querySelectorAll('#log a')].map(a => a.protocol + '//' + a.host + ' ' + a.rel))]"))
                .Should().Equal("https://example.com noopener noreferrer nofollow");
            (await page.EvaluateAsync<int>(
                "[...document.querySelectorAll('#log *')].filter(e => [...e.attributes].some(a => a.name.startsWith('on'))).length"))
                    .Should().Be(0);
            (await page.EvaluateAsync<string>("String(window.hacked)")).Should().Be("undefined");
        }
    }

    [BrowserFact]
    public async Task The_key_never_reaches_the_browser()
    {
        LocalAgentPlatformOptions options = new() { Script = DemoScript.RunAsync, ApiKey = "sk-not-for-browsers" };
        options.StartupPhases.Clear();
        await using Chat chat = await Chat.StartAsync(browser, options);
        (BrowserPage page, string session) = await chat.OpenSessionAsync();
        await Chat.SendAsync(page, "TOOL");
        await page.WaitForAsync(Chat.IsIdle);

        page.Expect("/api/sessions/none");
        string answers = await page.EvaluateAsync<string>($$"""
            (async () => {
              const session = '/api/sessions/{{session}}';
              const paths = ['/', '/app.js', '/health', '/api/sessions', session, session + '/messages', session + '/startup',
                '/api/sessions/none'];
              const answers = await Promise.all(paths.map(async path => (await fetch(path)).text()));
              return answers.join('\n') + document.documentElement.outerHTML;
            })()
            """);

        answers.Should().Contain("Healthy").And.Contain("not_found").And.NotContain("sk-not-for-browsers").And.NotContain("tty_token")
            .And.NotContain($":{chat.Lap.BaseUrl.Port}");
    }

    internal static async IAsyncEnumerable<TurnStep> Steps(params TurnStep[] steps)
    {
        await Task.CompletedTask;
        foreach (TurnStep step in steps)
        {
            yield return step;
        }
    }
}
