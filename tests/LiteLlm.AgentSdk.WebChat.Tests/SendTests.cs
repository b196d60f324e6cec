namespace LiteLlm.AgentSdk.WebChat.Tests;

/// <summary>Messages that could not be sent: their text is kept, and the page reports only what is known.</summary>
[Collection(BrowserTests.Name)]
public class SendTests(Chromium browser)
{
    private const string IsKept = "!document.querySelector('#unsent').hidden && document.querySelector('#text').value === 'Keep me'";

    [BrowserFact]
    public async Task A_message_written_offline_stays_in_the_box_and_can_be_sent_later()
    {
        await using Chat chat = await Chat.StartAsync(browser, _ => ConversationTests.Steps(TurnStep.Text("Here I am.")));
        (BrowserPage page, _) = await chat.OpenSessionAsync();
        page.Expect("net::ERR_");
        await page.OfflineAsync(true);
        await Chat.SendAsync(page, "Keep me");
        await page.WaitForAsync(IsKept);
        (await page.TextAsync("#unsent")).Should().Contain("Not sent").And.Contain("offline");
        (await page.EvaluateAsync<int>("document.querySelectorAll('.turn').length")).Should().Be(0);

        await page.OfflineAsync(false);
        await page.PressAsync("Enter");
        await page.WaitForAsync(Chat.IsIdle);

        (await page.TextAsync(".question")).Should().EndWith("Keep me");
        (await page.EvaluateAsync<bool>("document.querySelector('#unsent').hidden")).Should().BeTrue();
        (await page.EvaluateAsync<string>("document.querySelector('#text').value")).Should().BeEmpty();
        chat.Lap.Counters.TurnsStarted.Should().Be(1);
    }

    [BrowserFact]
    public async Task A_message_that_is_refused_stays_in_the_box()
    {
        await using Chat chat = await Chat.StartAsync(browser, _ => ConversationTests.Steps(TurnStep.Text("Here I am.")));
        (BrowserPage page, _) = await chat.OpenSessionAsync();
        await page.EvaluateAsync<bool>("""
            (() => {
              const real = window.fetch;
              const problem = { code: 'not_delivered', title: 'No room.', status: 503, is_transient: true, may_have_taken_effect: false };
              window.fetch = (url, options) => {
                if (options?.method !== 'POST') return real(url, options);
                window.fetch = real;
                return Promise.resolve(new Response(JSON.stringify(problem),
                  { status: 503, headers: { 'content-type': 'application/problem+json' } }));
              };
              return true;
            })()
            """);
        await Chat.SendAsync(page, "Keep me");
        await page.WaitForAsync(IsKept);
        (await page.TextAsync("#unsent")).Should().Be("Not sent. No room.");
        (await page.EvaluateAsync<int>("document.querySelectorAll('.turn').length")).Should().Be(0);
        chat.Lap.Counters.TurnsStarted.Should().Be(0);

        await page.PressAsync("Enter");
        await page.WaitForAsync(Chat.Shows("Here I am."));
        chat.Lap.Counters.TurnsStarted.Should().Be(1);
    }

    [BrowserFact]
    public async Task A_message_with_an_unknown_outcome_is_reported()
    {
        await using Chat chat = await Chat.StartAsync(browser, _ => ConversationTests.Steps(TurnStep.Text("Here I am.")));
        (BrowserPage page, _) = await chat.OpenSessionAsync();
        page.Expect("net::ERR_");
        await page.EvaluateAsync<bool>("""
            (() => {
              const real = window.fetch;
              window.fetch = (url, options) => options?.method === 'POST'
                ? Promise.reject(new TypeError('Failed to fetch'))
                : real(url, options);
              return true;
            })()
            """);
        await Chat.SendAsync(page, "What becomes of me?");

        await page.WaitForAsync("document.querySelector('.turn .problem')");

        (await page.TextAsync(".turn .problem")).Should().Contain("not known whether this message was sent");
        (await page.TextAsync(".question")).Should().EndWith("What becomes of me?");
        (await page.EvaluateAsync<bool>("document.querySelector('#unsent').hidden")).Should().BeTrue();
    }
}
