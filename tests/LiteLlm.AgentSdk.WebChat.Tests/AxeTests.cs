using System.Text.Json;

namespace LiteLlm.AgentSdk.WebChat.Tests;

/// <summary>axe-core finds no accessibility violation on the page.</summary>
[Collection(BrowserTests.Name)]
public class AxeTests(Chromium browser)
{
    private const string Rich = """
        # A heading

        Some **strong**, *emphatic*, ~~old~~ and `code`, [a link](https://example.com).

        > A quote

        | left | right |
        |:--|--:|
        | 1 | 2 |

        - [x] done
        - [ ] to do

        ```csharp
        // A comment
        public sealed class Answer(int value) { public string Text => $"{value + 1}"; const string Wide = "wwwwwwwwwwwwwwwwww"; }
        ```
        """;

    private static readonly string s_axe =
        File.ReadAllText(Path.Combine(Repository.Root, "tests", "LiteLlm.AgentSdk.WebChat.Tests", "lib", "axe-core", "axe.min.js"));

    [BrowserTheory]
    [InlineData(1280, 800, "light")]
    [InlineData(1280, 800, "dark")]
    [InlineData(390, 844, "light")]
    [InlineData(390, 844, "dark")]
    public async Task Axe_finds_no_violation(int width, int height, string scheme)
    {
        HeldTokens tokens = new();
        await using Chat chat = await Chat.StartAsync(browser, turn => turn.Index switch
        {
            0 => ConversationTests.Steps(TurnStep.Reasoning("Hm."), TurnStep.Tool("Bash", """{"command":"ls"}""", "out"),
                TurnStep.ToolFailure("Read", """{"path":"b"}""", "no such file"), TurnStep.Text(Rich)),
            1 => ConversationTests.Steps(TurnStep.Fail("The model failed.")),
            _ => ConversationTests.Steps(tokens.ToStep()),
        });
        BrowserPage page = await chat.OpenAsync();
        await page.PreferAsync(scheme);
        await page.SizeAsync(width, height);
        await page.WaitForAsync("document.activeElement.id === 'text'");
        await page.EvaluateAsync<bool>(s_axe + "; true");
        await CheckAsync("a first visit");

        await Chat.SendAsync(page, "Hello");
        await page.WaitForAsync(Chat.IsIdle);
        await page.WaitForAsync("document.querySelector('.hljs-keyword') && document.querySelector('#title').textContent === 'Hello'");
        await Chat.SendAsync(page, "Fail");
        await page.WaitForAsync("document.querySelector('.problem')");
        await page.EvaluateAsync<bool>("document.querySelectorAll('details').forEach(details => { details.open = true; }), true");
        await Chat.SendAsync(page, "Go on");
        tokens.Release("Working");
        await page.WaitForAsync(Chat.Shows("Working"));
        await CheckAsync("a conversation");

        if (width < 600)
        {
            await page.ClickAsync("#menu");
            await page.WaitForAsync("document.body.className === 'drawn'");
            await CheckAsync("the drawer");
        }

        await page.ClickAsync("#sessions .more");
        await page.WaitForAsync("document.querySelector('#session').open");
        await CheckAsync("the dialog of a session");
        tokens.End();

        async Task CheckAsync(string what)
        {
            string found = await page.EvaluateAsync<string>("""
                axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) => JSON.stringify(violations.map(
                  ({ id, help, nodes }) => ({ id, help, nodes: nodes.map(({ html, failureSummary }) => ({ html, failureSummary })) }))))
                """);
            using JsonDocument violations = JsonDocument.Parse(found);
            violations.RootElement.EnumerateArray().Select(violation => violation.GetRawText()).Should().BeEmpty("{0} is for all", what);
        }
    }
}
