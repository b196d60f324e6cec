using System.Net.Http.Json;
using System.Text.Json;

namespace LiteLlm.AgentSdk.WebChat.Tests;

/// <summary>The list of sessions: titles, days, pages, search, renaming, ending.</summary>
[Collection(BrowserTests.Name)]
public class ListTests(Chromium browser)
{
    private const string Titles = "[...document.querySelectorAll('#sessions li span')].map(title => title.textContent)";

    [BrowserFact]
    public async Task A_session_is_named_after_its_first_message()
    {
        const string Long = "Please look at the routes file and say why the test of unknown ids fails since yesterday, in one sentence";
        await using Chat chat = await Chat.StartAsync(browser, DemoScript.RunAsync);
        (BrowserPage page, string session) = await chat.OpenSessionAsync();
        using AgentPlatformClient platform = chat.Lap.CreateClient();
        Session elsewhere = await platform.Sessions.GetAsync(session);

        // With this call, the platform adds its own text before the message.
        await elsewhere.SendAsync($"{Long}\n\nSecond line");
        (await elsewhere.GetMessagesAsync())[0].Text.Should().StartWith("[SYSTEM: Your LAP session_id is");
        await page.EvaluateAsync<bool>("window.dispatchEvent(new Event('focus'))");

        await page.WaitForAsync(Has("Please look at the routes file and say why the test of unknown ids fails since…"));
        (await page.TextAsync("#title")).Should().StartWith("Please look at the routes file");
        await page.ClickAsync("#new");
        await page.WaitForAsync($"location.hash !== '#{session}' && document.activeElement.id === 'text'");
        await Chat.SendAsync(page, "A second session");
        await page.WaitForAsync(Has("A second session"));
        await page.WaitForAsync(Chat.IsIdle);
        await Chat.SendAsync(page, "which keeps its title");
        await page.WaitForAsync("document.querySelectorAll('.turn[data-state=done]').length === 2 && log.ariaBusy === 'false'");

        (await page.EvaluateAsync<string[]>(Titles))[0].Should().Be("A second session");
        (await page.EvaluateAsync<string>("document.title")).Should().Be("A second session · WebChat");
        (await page.EvaluateAsync<string[]>("[...document.querySelectorAll('.day h2')].map(day => day.textContent)"))
            .Should().Equal("Today");
    }

    [BrowserFact]
    public async Task More_than_fifty_sessions_are_listed_on_scrolling_and_the_open_session_is_in_view()
    {
        await using Chat chat = await Chat.StartAsync(browser, DemoScript.RunAsync);
        (BrowserPage page, string first) = await chat.OpenSessionAsync();
        using AgentPlatformClient platform = chat.Lap.CreateClient();
        string agent = (await platform.Sessions.GetAsync(first)).AgentId;
        for (int i = 0; i < 119; i++)
        {
            await platform.Sessions.CreateAsync(agent);
        }

        BrowserPage other = await chat.OpenAsync();
        await other.WaitForAsync("document.querySelectorAll('#sessions li').length === 50");
        await ScrollAsync();
        await other.WaitForAsync("document.querySelectorAll('#sessions li').length === 100");
        await ScrollAsync();
        await other.WaitForAsync("document.querySelectorAll('#sessions li').length === 120");

        // The oldest session is found when it is opened by its address.
        await page.ReloadAsync();
        await page.WaitForAsync("document.querySelectorAll('#sessions li').length === 120");
        await page.EvaluateAsync<bool>($$"""
            new Promise(resolve => {
              const item = document.querySelector('#sessions a[href="#{{first}}"]');
              new IntersectionObserver(seen => seen.at(-1).isIntersecting && resolve(true)).observe(item);
            })
            """);

        Task ScrollAsync() => other.EvaluateAsync<bool>("(drawer.scrollTop = drawer.scrollHeight) > 0");
    }

    [BrowserFact]
    public async Task A_session_is_found_renamed_and_ended()
    {
        string titles = Path.Combine(Directory.CreateTempSubdirectory("webchat-titles-").FullName, "titles.json");
        LocalAgentPlatformOptions options = new() { Script = DemoScript.RunAsync };
        options.StartupPhases.Clear();
        await using Chat chat = await Chat.StartAsync(browser, options, titles);
        (BrowserPage page, string apples) = await chat.OpenSessionAsync();
        await Chat.SendAsync(page, "About apples");
        await page.WaitForAsync(Has("About apples"));
        await page.ClickAsync("#new");
        await page.WaitForAsync($"location.hash !== '#{apples}' && document.activeElement.id === 'text'");
        await Chat.SendAsync(page, "About pears");
        await page.WaitForAsync(Has("About pears"));

        await page.ClickAsync("#search");
        await page.TypeAsync("APPLES");
        await page.WaitForAsync($"{Titles}.join() === 'About apples'");
        await page.TypeAsync(" and plums");
        await page.WaitForAsync("!document.querySelector('#nothing').hidden");
        await page.EvaluateAsync<bool>("(search.value = '') === '' && search.dispatchEvent(new Event('input'))");
        await page.WaitForAsync("document.querySelectorAll('#sessions li').length === 2");

        await page.ClickAsync($"#sessions li:has([href='#{apples}']) .more");
        await page.WaitForAsync("document.activeElement.id === 'name'");
        await page.TypeAsync("Fruit");
        await page.PressAsync("Enter");
        await page.WaitForAsync(Has("Fruit"));
        (await File.ReadAllTextAsync(titles)).Should().Contain("\"Fruit\"").And.Contain("\"About pears\"");

        await page.ClickAsync($"#sessions a[href='#{apples}']");
        await page.WaitForAsync(Chat.Shows("echo: About apples"));
        await page.ClickAsync($"#sessions li:has([href='#{apples}']) .more");
        await page.WaitForAsync("document.querySelector('#session').open");
        await page.ClickAsync("#terminate");
        await page.WaitForAsync(Chat.Shows("This session is dead."));
        await page.WaitForAsync(Chat.Shows("echo: About apples"));
        await page.WaitForAsync($"document.querySelector('#sessions li:has([href=\"#{apples}\"]) small').textContent.startsWith('dead')");
    }

    [BrowserFact]
    public async Task The_address_of_a_deleted_session_is_reported_and_another_session_offered()
    {
        await using Chat chat = await Chat.StartAsync(browser, DemoScript.RunAsync);
        BrowserPage page = await chat.OpenAsync();
        page.Expect("404");
        await page.EvaluateAsync<bool>("(location.hash = 'gone') === 'gone'");

        await page.WaitForAsync("!document.querySelector('#lost').hidden");
        (await page.TextAsync("#lost")).Should().Contain("This session is gone");
        await page.ClickAsync("#anew");

        await page.WaitForAsync("location.hash !== '#gone' && document.activeElement.id === 'text' && lost.hidden");
        await Chat.SendAsync(page, "hello");
        await page.WaitForAsync(Chat.Shows("echo: hello"));
    }

    [BrowserFact]
    public async Task The_agent_and_the_cost_are_shown()
    {
        await using Chat chat = await Chat.StartAsync(browser, turn =>
            ConversationTests.Steps(turn.Index == 0 ? TurnStep.Text("Some words.") : TurnStep.Reasoning("Nothing to say.")));
        (BrowserPage page, _) = await chat.OpenSessionAsync();
        await Chat.SendAsync(page, "hello");
        await page.WaitForAsync(Chat.IsIdle);
        using AgentPlatformClient platform = chat.Lap.CreateClient();
        Session session = (await platform.Sessions.ListAsync().ToListAsync())[0];
        MessageInfo answer = (await session.GetMessagesAsync())[^1].Info;
        string used = FormattableString.Invariant($"{answer.Tokens!.Input:N0} tokens in, {answer.Tokens.Output:N0} out");

        (await page.TextAsync(".usage")).Should().StartWith(used).And.MatchRegex(@" · \$0\.\d+$");
        (await page.TextAsync("#facts")).Should().Contain("webchat · ").And.Contain("claude-haiku-4-5").And.Contain(used);

        await Chat.SendAsync(page, "and now?");
        await page.WaitForAsync("document.querySelector('.empty')");
        (await page.TextAsync(".empty")).Should().Be("The agent ended its turn without an answer.");
    }

    [Fact]
    public async Task A_title_needs_text_and_a_session_of_the_agent()
    {
        await using Chat chat = await Chat.StartAsync(null, DemoScript.RunAsync);
        using HttpClient http = new() { BaseAddress = chat.Address };
        using HttpResponseMessage created = await http.PostAsync("/api/sessions", null);
        string id = (await created.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetString()!;

        (await RenameAsync(id, " \n")).Should().Be(400);
        (await RenameAsync(id, null)).Should().Be(400);
        (await RenameAsync("none", "words")).Should().Be(404);
        (await RenameAsync(id, "words")).Should().Be(204);
        (await http.GetFromJsonAsync<JsonElement>($"/api/sessions/{id}")).GetProperty("title").GetString().Should().Be("words");

        async Task<int> RenameAsync(string session, string? title)
        {
            using HttpResponseMessage response = await http.PutAsJsonAsync($"/api/sessions/{session}/title", new { title });
            return (int)response.StatusCode;
        }
    }

    private static string Has(string title) => $"{Titles}.includes({JsonSerializer.Serialize(title)})";
}
