using System.Collections.Concurrent;
using System.Globalization;
using Xunit.Abstractions;

namespace LiteLlm.AgentSdk.WebChat.Tests;

/// <summary>How long after the platform the page shows a first token, against the least that a page can do, in the same browser and the same run.</summary>
[Collection(BrowserTests.Name)]
public class FirstTokenTests(Chromium browser, ITestOutputHelper output)
{
    private const int Rounds = 25;

    // The time at which the frame with the token has been drawn.
    private const string Watch = """
        window.seen = new Promise(resolve => {
          const check = () => {
            if (document.body.textContent.includes('TOKEN')) {
              observer.disconnect();
              requestAnimationFrame(() => { const drawn = new MessageChannel(); drawn.port1.onmessage = () => resolve(performance.timeOrigin + performance.now()); drawn.port2.postMessage(0); });
            }
          };
          const observer = new MutationObserver(check);
          observer.observe(document.body, { subtree: true, childList: true, characterData: true });
        }); true
        """;

    [BrowserFact]
    public async Task The_first_token_is_there_as_soon_as_on_the_barest_page()
    {
        ConcurrentQueue<HeldTokens> turns = new();
        await using Chat chat = await Chat.StartAsync(browser, _ => ConversationTests.Steps(turns.TryDequeue(out HeldTokens? held) ? held.ToStep() : TurnStep.Text("not asked for")));
        await using RawPage raw = await RawPage.StartAsync(chat.Lap);
        (BrowserPage page, _) = await chat.OpenSessionAsync();
        using AgentPlatformClient platform = chat.Lap.CreateClient();
        Session other = await platform.Sessions.CreateAsync((await platform.Sessions.ListAsync())[0].AgentId);
        await using BrowserPage bare = await browser.OpenAsync(raw.Address);
        List<double> ours = [];
        List<double> theirs = [];
        for (int round = 0; round < Rounds; round++)
        {
            ours.Add(await MeasureAsync(page, () => Chat.SendAsync(page, "go")));
            await page.WaitForAsync(Chat.IsIdle);
            await page.EvaluateAsync<bool>("document.querySelectorAll('.turn').forEach(turn => turn.querySelector('.answer').textContent = ''), true");
            theirs.Add(await MeasureAsync(bare, () => bare.EvaluateAsync<object>($"go('{other.Id}')")));
        }

        double us = Median(ours);
        double them = Median(theirs);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"first token, medians of {Rounds}: the sample {us:0.0} ms, a bare page {them:0.0} ms, ratio {us / them:0.00}; {(100 * Slow(ours)):0} % over 100 ms"));
        (us / them).Should().BeLessThanOrEqualTo(1.2);
        us.Should().BeLessThan(100);

        // The first rounds warm everything up.
        static double Median(List<double> times) => times.Skip(5).Order().ElementAt((Rounds - 5) / 2);

        static double Slow(List<double> times) => times.Count(t => t > 100) / (double)times.Count;

        async Task<double> MeasureAsync(BrowserPage shown, Func<Task> send)
        {
            HeldTokens tokens = new();
            turns.Enqueue(tokens);
            int started = chat.Lap.Counters.TurnsStarted;
            await shown.EvaluateAsync<bool>(Watch);
            await send();
            await chat.Lap.WaitForTurnsStartedAsync(started + 1).WaitAsync(Chromium.Patience);
            double released = (DateTime.UtcNow - DateTime.UnixEpoch).TotalMilliseconds;
            tokens.Release("TOKEN");
            double seen = await shown.EvaluateAsync<double>("window.seen");
            tokens.End();
            await chat.Lap.WaitForTurnsEndedAsync(started + 1).WaitAsync(Chromium.Patience);
            return seen - released;
        }
    }
}
