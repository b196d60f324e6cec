using System.Globalization;
using Xunit.Abstractions;

namespace LiteLlm.AgentSdk.WebChat.Tests;

/// <summary>
/// Compares the time from the message to the first shown token with that of a minimal page, in the same browser and the same run. The fast
/// model sends its first token after <see cref="ModelMilliseconds"/>; pages and servers add the rest.
/// </summary>
[Collection(BrowserTests.Name)]
[Trait("Runs", "alone")]
public class FirstTokenTests(Chromium browser, ITestOutputHelper output)
{
    private const int Rounds = 15;
    private const int WarmUp = 3;
    private const int ModelMilliseconds = 300;

    // Measures the time from the key or the call to the frame that draws the token, with the page's own clock.
    private const string Watch = """
        window.began = 0;
        document.addEventListener('keydown', () => { window.began = performance.now(); }, { once: true, capture: true });
        window.seen = new Promise(resolve => {
          const observer = new MutationObserver(() => {
            if (document.body.textContent.includes('TOKEN')) {
              observer.disconnect();
              requestAnimationFrame(() => {
                const drawn = new MessageChannel();
                drawn.port1.onmessage = () => resolve(performance.now() - window.began);
                drawn.port2.postMessage(0);
              });
            }
          });
          observer.observe(document.body, { subtree: true, childList: true, characterData: true });
        }); true
        """;

    [BrowserFact]
    public async Task The_first_token_is_shown_as_fast_as_on_a_minimal_page()
    {
        int last = 0;
        await using Chat chat = await Chat.StartAsync(browser, _ => ConversationTests.Steps(
            TurnStep.Delay(TimeSpan.FromMilliseconds(ModelMilliseconds)),
            TurnStep.Text([$"TOKEN{Interlocked.Increment(ref last)}."])));
        await using RawPage raw = await RawPage.StartAsync(chat.Lap);
        (BrowserPage page, _) = await chat.OpenSessionAsync();
        using AgentPlatformClient platform = chat.Lap.CreateClient();
        Session other = await platform.Sessions.CreateAsync((await platform.Sessions.ListAsync().ToListAsync())[0].AgentId);
        await using BrowserPage bare = await browser.OpenAsync(raw.Address);
        List<double> ours = [];
        List<double> theirs = [];
        for (int round = 1; round <= Rounds; round++)
        {
            await page.TypeAsync("go");
            ours.Add(await MeasureAsync(page, (2 * round) - 1, () => page.PressAsync("Enter")));
            await page.WaitForAsync($"document.querySelectorAll('.turn[data-state=done]').length === {round} "
                + "&& document.querySelector('#log').ariaBusy === 'false'");
            theirs.Add(await MeasureAsync(bare, 2 * round, () =>
                bare.EvaluateAsync<object>($"window.began = performance.now(); go('{other.Id}')")));
        }

        double us = Median(ours);
        double them = Median(theirs);
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"first token after {ModelMilliseconds} ms of a model, medians of {Rounds - WarmUp}: the sample {us:0} ms, a bare page "
                + $"{them:0} ms, ratio {us / them:0.00}; "
                + $"added by the sample {us - ModelMilliseconds:0} ms, by the bare page {them - ModelMilliseconds:0} ms"));
        (us / them).Should().BeLessThanOrEqualTo(1.2);
        ((us - ModelMilliseconds) / (them - ModelMilliseconds)).Should().BeLessThan(1.5, "the sample adds little to what any page takes");
        await chat.Lap.WaitForTurnsEndedAsync(2 * Rounds).WaitAsync(Chromium.Patience);

        // The first rounds are a warm-up.
        static double Median(List<double> times) => times.Skip(WarmUp).Order().ElementAt((Rounds - WarmUp) / 2);

        async Task<double> MeasureAsync(BrowserPage shown, int token, Func<Task> send)
        {
            await shown.EvaluateAsync<bool>(Watch.Replace("TOKEN", $"TOKEN{token}.", StringComparison.Ordinal));
            await send();
            double seen = await shown.EvaluateAsync<double>("window.seen");
            await chat.Lap.WaitForTurnsEndedAsync(token).WaitAsync(Chromium.Patience);
            return seen;
        }
    }
}
