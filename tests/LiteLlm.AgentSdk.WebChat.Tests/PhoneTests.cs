namespace LiteLlm.AgentSdk.WebChat.Tests;

/// <summary>The page on a phone, and at the first visit.</summary>
[Collection(BrowserTests.Name)]
public class PhoneTests(Chromium browser)
{
    [BrowserTheory]
    [InlineData(390, 844)]
    [InlineData(844, 390)]
    public async Task The_list_is_a_drawer_and_all_controls_are_reachable(int width, int height)
    {
        await using Chat chat = await Chat.StartAsync(browser, DemoScript.RunAsync);
        BrowserPage page = await chat.OpenAsync();
        await page.HoldAsync(width, height);
        await page.WaitForAsync("document.querySelector('#drawer').inert && !document.querySelector('#text').disabled");
        (await page.EvaluateAsync<double[]>("(r => [r.left, r.right, r.bottom])(document.querySelector('#send').getBoundingClientRect())"))
            .Should().OnlyContain(edge => edge >= 0 && edge <= Math.Max(width, height));
        (await page.EvaluateAsync<bool>("document.querySelector('#send').getBoundingClientRect().bottom <= innerHeight")).Should().BeTrue();
        (await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth")).Should().BeTrue();

        await page.ClickAsync("#menu");
        await page.WaitForAsync("document.activeElement.id === 'new' && document.querySelector('main').inert");
        await page.PressAsync("Escape");
        await page.WaitForAsync("document.activeElement.id === 'menu' && document.querySelector('#drawer').inert");
        await page.ClickAsync("#menu");
        await page.ClickAsync("#new");
        await page.WaitForAsync("document.querySelector('#drawer').inert && document.querySelector('#sessions [aria-current]')");
        await page.WaitForAsync("!document.querySelector('#text').disabled");
        (await page.EvaluateAsync<bool>("log.clientHeight > innerHeight / 3")).Should().BeTrue("there is room to read");
    }

    [BrowserFact]
    public async Task Enter_breaks_the_line_and_the_box_grows()
    {
        await using Chat chat = await Chat.StartAsync(browser, DemoScript.RunAsync);
        BrowserPage page = await chat.OpenAsync();
        await page.HoldAsync(390, 844);
        await page.WaitForAsync("!document.querySelector('#text').disabled && document.querySelector('#text').enterKeyHint === 'enter'");
        await page.ClickAsync("#text");
        double one = await HeightAsync();
        await page.TypeAsync("one");
        await page.PressAsync("Enter");
        await page.TypeAsync("two");
        await page.PressAsync("Enter");
        await page.TypeAsync("three");

        (await page.EvaluateAsync<string>("document.querySelector('#text').value")).Should().Be("one\ntwo\nthree");
        double three = await HeightAsync();
        three.Should().BeGreaterThan(one + 30);
        for (int i = 0; i < 40; i++)
        {
            await page.PressAsync("Enter");
        }

        (await HeightAsync()).Should().BeGreaterThan(three).And.BeLessThanOrEqualTo(844 * 0.41);
        await page.ClickAsync("#send");
        await page.WaitForAsync(Chat.IsIdle);
        (await page.EvaluateAsync<string>("document.querySelector('.question').lastChild.textContent")).Should().Be("one\ntwo\nthree");
        (await HeightAsync()).Should().BeApproximately(one, 1);

        Task<double> HeightAsync() => page.EvaluateAsync<double>("document.querySelector('#text').getBoundingClientRect().height");
    }

    [BrowserFact]
    public async Task A_message_at_the_first_visit_starts_a_session()
    {
        LocalAgentPlatformOptions options = new() { Script = DemoScript.RunAsync };
        await using Chat chat = await Chat.StartAsync(browser, options);
        BrowserPage page = await chat.OpenAsync();
        await page.WaitForAsync("document.activeElement.id === 'text'");
        await Chat.SendAsync(page, "The very first words");

        await page.WaitForAsync(Chat.Shows("echo: The very first words"));
        await page.WaitForAsync("[...document.querySelectorAll('#sessions li span')].some(t => t.textContent === 'The very first words')");
        (await page.EvaluateAsync<int>("document.querySelectorAll('.turn').length")).Should().Be(1);
        chat.Lap.Counters.TurnsStarted.Should().Be(1);
    }

    [BrowserFact]
    public async Task A_message_whose_session_does_not_start_is_kept()
    {
        LocalAgentPlatformOptions options = new() { StartupFailure = "no node has room" };
        await using Chat chat = await Chat.StartAsync(browser, options);
        BrowserPage page = await chat.OpenAsync();
        await page.WaitForAsync("document.activeElement.id === 'text'");
        await Chat.SendAsync(page, "Keep me");

        await page.WaitForAsync("!document.querySelector('#unsent').hidden && document.querySelector('#text').value === 'Keep me'");
        (await page.TextAsync("#unsent")).Should().Be("Not sent. The session did not start.");
        (await page.TextAsync("#log")).Should().Contain("no node has room");
        chat.Lap.Counters.TurnsStarted.Should().Be(0);
    }
}
