namespace LiteLlm.AgentSdk.WebChat.Tests;

/// <summary>The page itself: keys, colours, and text for screen readers.</summary>
[Collection(BrowserTests.Name)]
public class PageTests(Chromium browser)
{
    [BrowserFact]
    public async Task The_page_works_with_the_keyboard_alone()
    {
        HeldTokens tokens = new();
        await using Chat chat = await Chat.StartAsync(browser, turn =>
            ConversationTests.Steps(turn.Index == 0 ? TurnStep.Tool("Bash", "{}", "out") : tokens.ToStep()));
        BrowserPage page = await chat.OpenAsync();
        await page.WaitForAsync("document.activeElement.id === 'text'");
        foreach (string stop in new[] { "search", "new", "skip" })
        {
            await page.PressAsync("Tab", shift: true);
            (await FocusAsync()).Should().Be(stop);
        }

        await page.PressAsync("Enter");
        (await FocusAsync()).Should().Be("text", "the link skips the list");
        await page.PressAsync("N", shift: true, alt: true);
        await page.WaitForAsync("document.querySelector('#sessions [aria-current]') && document.activeElement.id === 'text'");

        await page.TypeAsync("a line");
        await page.PressAsync("Enter", shift: true);
        await page.TypeAsync("another");
        await page.PressAsync("Enter");
        await page.WaitForAsync(Chat.IsIdle);
        (await page.EvaluateAsync<string>("document.querySelector('.question').lastChild.textContent")).Should().Be("a line\nanother");

        await page.PressAsync("Tab", shift: true);
        (await page.EvaluateAsync<string>("document.activeElement.localName")).Should().Be("summary");
        await page.PressAsync("Enter");
        await page.WaitForAsync("document.querySelector('.tool').open");
        await page.PressAsync("Tab");
        (await page.EvaluateAsync<string>("document.activeElement.textContent")).Should().Be("out");
        await page.PressAsync("Tab");
        (await FocusAsync()).Should().Be("text");
        await page.PressAsync("ArrowUp");
        (await page.EvaluateAsync<string>("document.activeElement.value")).Should().Be("a line\nanother", "it is the last message");
        await page.EvaluateAsync<bool>("(document.activeElement.value = '') === ''");
        await page.PressAsync("M", shift: true, alt: true);
        (await page.EvaluateAsync<string>("document.activeElement.className")).Should().Be("turn");
        await page.EvaluateAsync<bool>("document.querySelector('#text').focus(), true");

        await Chat.SendAsync(page, "forever");
        tokens.Release("begun");
        await page.WaitForAsync(Chat.Shows("begun"));
        await page.PressAsync("Escape");
        await page.WaitForAsync("document.querySelector('.aborted')");
        await page.WaitForAsync("document.activeElement.id === 'text'");

        Task<string> FocusAsync() => page.EvaluateAsync<string>("document.activeElement.id");
    }

    [BrowserFact]
    public async Task Everything_has_a_name_and_a_role()
    {
        await using Chat chat = await Chat.StartAsync(browser, DemoScript.RunAsync);
        (BrowserPage page, _) = await chat.OpenSessionAsync();
        await Chat.SendAsync(page, "TOOL");
        await page.WaitForAsync(Chat.IsIdle);

        (await page.EvaluateAsync<string>("document.documentElement.lang")).Should().Be("en");
        (await page.EvaluateAsync<string>("document.querySelector('#text').labels[0].textContent")).Should().Be("Message");
        (await page.EvaluateAsync<string[]>("['#log', '#status'].map(s => document.querySelector(s).getAttribute('role'))"))
            .Should().Equal("log", "status");
        (await page.EvaluateAsync<string>("document.querySelector('#log').ariaLive")).Should().Be("polite");
        (await page.EvaluateAsync<int>("[...document.querySelectorAll('button, a, textarea, summary')].filter(e => !(e.innerText "
            + "|| e.ariaLabel || e.labels?.length)).length")).Should().Be(0);
        (await page.EvaluateAsync<string>("document.querySelector('#sessions [aria-current]')?.getAttribute('aria-current')"))
            .Should().Be("true");
    }

    [BrowserFact]
    public async Task The_page_follows_the_light_or_dark_scheme_of_the_user()
    {
        await using Chat chat = await Chat.StartAsync(browser, DemoScript.RunAsync);
        BrowserPage page = await chat.OpenAsync();
        await page.PreferAsync("light");
        double[] light = await ContrastAsync();
        await page.PreferAsync("dark");
        double[] dark = await ContrastAsync();

        light[0].Should().BeGreaterThan(0.8, "the ground is light");
        dark[0].Should().BeLessThan(0.1, "the ground is dark");
        foreach (double[] scheme in new[] { light, dark })
        {
            scheme.Skip(1).Should().OnlyContain(contrast => contrast >= 4.5, "text can be read");
        }

        // The luminance of the ground, and the contrast of each ink on each ground (WCAG).
        Task<double[]> ContrastAsync() => page.EvaluateAsync<double[]>("""
            (() => {
              const style = getComputedStyle(document.documentElement);
              const luminance = name => {
                const [r, g, b] = style.getPropertyValue(name).trim().match(/[0-9a-f]{2}/g).map(h => parseInt(h, 16) / 255)
                  .map(c => c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
                return 0.2126 * r + 0.7152 * g + 0.0722 * b;
              };
              const contrast = (a, b) => {
                const [x, y] = [luminance(a), luminance(b)].sort((p, q) => q - p);
                return (x + 0.05) / (y + 0.05);
              };
              const grounds = ['--page', '--panel', '--mine', '--code'];
              const inks = grounds.flatMap(ground => ['--ink', '--soft'].map(ink => contrast(ink, ground)));
              return [luminance('--page'), ...inks, contrast('--on-accent', '--accent'), contrast('--bad', '--page')];
            })()
            """);
    }

    [BrowserFact]
    public async Task Sessions_are_listed_at_the_left_and_can_be_switched()
    {
        await using Chat chat = await Chat.StartAsync(browser, DemoScript.RunAsync);
        (BrowserPage page, string first) = await chat.OpenSessionAsync();
        await Chat.SendAsync(page, "in the first");
        await page.WaitForAsync(Chat.Shows("echo: in the first"));
        await page.WaitForAsync(Chat.IsIdle);
        await page.ClickAsync("#new");
        await page.WaitForAsync($"location.hash !== '#{first}' && document.querySelectorAll('#sessions li').length === 2 "
            + "&& document.activeElement.id === 'text' && document.querySelector('.turn') === null");
        await Chat.SendAsync(page, "in the second");
        await page.WaitForAsync(Chat.Shows("echo: in the second"));
        await page.WaitForAsync(Chat.IsIdle);

        await page.ClickAsync($"#sessions a[href='#{first}']");

        await page.WaitForAsync(Chat.Shows("echo: in the first"));
        (await page.TextAsync("#log")).Should().NotContain("in the second");
    }

    [BrowserTheory]
    [InlineData("webchat.png", 1280, 800, "light")]
    [InlineData("webchat-phone.png", 390, 844, "dark")]
    public async Task The_page_can_be_captured_as_a_picture(string name, int width, int height, string scheme)
    {
        TurnStep[][] turns =
        [
            [
                TurnStep.Reasoning("The tests are run by dotnet test; I should look at what fails."),
                TurnStep.Tool("Bash", """{"command":"dotnet test --filter Routes"}""", "Failed: 1, Passed: 41"),
                TurnStep.Text(Answer),
            ],
            [
                TurnStep.Tool("Edit", """{"file_path":"src/Routes.cs"}""", "done"),
                TurnStep.Text("Fixed: the handler now answers **404** for an id that is not there. All 42 tests pass."),
            ],
        ];
        await using Chat chat = await Chat.StartAsync(browser, turn => ConversationTests.Steps(turns[turn.Index]));
        (BrowserPage page, _) = await chat.OpenSessionAsync();
        await page.PreferAsync(scheme);
        await page.SizeAsync(width, height);
        await Chat.SendAsync(page, "Why does the routes test fail?");
        await page.WaitForAsync(Chat.IsIdle);
        await Chat.SendAsync(page, "Please mend it.");
        await page.WaitForAsync("document.querySelectorAll('.turn[data-state=done]').length === 2 && log.ariaBusy === 'false'");
        await page.WaitForAsync("document.querySelector('.hljs-string') && document.title.startsWith('Why does')");

        byte[] picture = await page.ScreenshotAsync();

        picture.AsSpan(1, 3).SequenceEqual("PNG"u8).Should().BeTrue();
        picture.Length.Should().BeInRange(10_000, 200_000);
        if (Environment.GetEnvironmentVariable("WRITE_SCREENSHOT") is { Length: > 0 } folder)
        {
            await File.WriteAllBytesAsync(Path.Combine(Repository.Root, folder, name), picture);
        }
    }

    private const string Answer = """
        `RoutesTests.Unknown_id` expects a **404** and gets a 500: the handler takes the first session of an empty list.

        ```csharp
        app.MapGet("/sessions/{id}", (string id) => sessions.First(s => s.Id == id));
        ```

        Two ways out:

        1. `FirstOrDefault`, and `Results.NotFound()` for nothing
        2. a dictionary by id, which is *faster* as well
        """;
}
