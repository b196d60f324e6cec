using System.Text.Json;
using Xunit.Abstractions;

namespace LiteLlm.AgentSdk.WebChat.Tests;

/// <summary>Markdown as models write it: its rendering, and the work that it causes.</summary>
[Collection(BrowserTests.Name)]
public class MarkdownTests(Chromium browser, ITestOutputHelper output)
{
    // Elements are written without attributes, except for those that matter.
    private const string Shown = """
        (() => {
          const keep = ['start', 'align', 'href', 'aria-label', 'title'];
          const tell = node => {
            if (node.nodeType === Node.TEXT_NODE) return node.textContent.replace(/\n\s*/g, '\n');
            const attributes = keep.filter(a => node.getAttribute(a)).map(a => ` ${a}=${node.getAttribute(a)}`).join('');
            if (node.localName === 'br') return '<br>';
            if (node.localName === 'hr') return '<hr>';
            const isCode = node.localName === 'pre';
            const inner = isCode ? node.firstChild.textContent : [...node.childNodes].map(tell).join('');
            const name = isCode ? `pre ${node.firstChild.dataset.language}`.trim() : node.localName;
            return `<${name}${attributes}>${inner}</>`;
          };
          return [...document.querySelector('.answer .md').childNodes].map(tell).join('');
        })()
        """;

    // Records the delay of each click before its handler, and how often the answer was drawn twice in a frame.
    private const string Watch = """
        window.waits = [];
        window.twice = 0;
        let frame = -1;
        document.addEventListener('click', event => window.waits.push(performance.now() - event.timeStamp), { capture: true });
        new MutationObserver(records => {
          if (!records.some(record => record.target.closest?.('.answer .md'))) return;
          if (document.timeline.currentTime === frame) window.twice++;
          frame = document.timeline.currentTime;
        }).observe(document.querySelector('#log'), { subtree: true, childList: true, characterData: true }); true
        """;

    public static TheoryData<string, string> Corpus => new()
    {
        {
            "| a \\| b | `c \\| d` |\n|---|---|\n| 1 | 2 |",
            "<table><thead><tr><th>a | b</><th><code>c | d</></></></><tbody><tr><td>1</><td>2</></></></>"
        },
        {
            "| l | c | r |\n|:--|:-:|--:|\n| 1 | 2 | 3 |",
            "<table><thead><tr><th align=left>l</><th align=center>c</><th align=right>r</></></>"
                + "<tbody><tr><td align=left>1</><td align=center>2</><td align=right>3</></></></>"
        },
        { "***both*** and **bold *and* more**", "<p><em><strong>both</></> and <strong>bold <em>and</> more</></>" },
        { "\\*not emphasis\\* \\# \\`no code\\`", "<p>*not emphasis* # `no code`</>" },
        { "10. ten\n11. eleven", "<ol start=10><li>ten</><li>eleven</></>" },
        { "1. one\n2. two", "<ol><li>one</><li>two</></>" },
        { "- [x] made\n- [ ] to make", "<ul><li><span aria-label=done>☑</> made</><li><span aria-label=to do>☐</> to make</></>" },
        { "1. first\n\n   ```sh\n   ls\n   ```\n2. second", "<ol><li><p>first</><pre sh>ls</></><li><p>second</></></>" },
        { "- one\n\n  more of one\n- two", "<ul><li><p>one</><p>more of one</></><li><p>two</></></>" },
        { "- a\n  - b\n    1. c", "<ul><li>a<ul><li>b<ol><li>c</></></></></></>" },
        {
            "<https://example.com/?a=1&b=2> <me@example.com>",
            "<p><a href=https://example.com/?a=1&b=2>https://example.com/?a=1&b=2</>"
                + " <a href=mailto:me@example.com>me@example.com</></>"
        },
        {
            "See https://example.com/a_b_c, www.example.com.",
            "<p>See <a href=https://example.com/a_b_c>https://example.com/a_b_c</>"
                + ", <a href=http://www.example.com/>www.example.com</>.</>"
        },
        { "[a](https://example.com/?x=1&amp;y=2 \"t &quot;\")", "<p><a href=https://example.com/?x=1&y=2 title=t \">a</></>" },
        { "&lt;b&gt; &copy; &amp;amp; &#8364; `&lt;`", "<p><b> © &amp; € <code>&lt;</></>" },
        { "Title\n=====\n\nPart\n---\n\ntext", "<h2>Title</><h3>Part</><p>text</>" },
        { "# One\n###### Six", "<h2>One</><h6>Six</>" },
        { "text\n\n    code **as it is**\n      more\n\ntext", "<p>text</><pre>code **as it is**\n  more</><p>text</>" },
        { "3.14 and 1,000.00 and 2_000_000 and 5 * 3 * 2", "<p>3.14 and 1,000.00 and 2_000_000 and 5 * 3 * 2</>" },
        { "Costs rose to\n2024. A year", "<p>Costs rose to\n2024. A year</>" },
        { "> quoted\n> - item\n\nafter", "<blockquote><p>quoted</><ul><li>item</></></><p>after</>" },
        {
            "[a][1] and [b]\n\n[1]: https://example.com/1\n[b]: https://example.com/b",
            "<p><a href=https://example.com/1>a</> and <a href=https://example.com/b>b</></>"
        },
        {
            "![chart](https://example.com/c.png) [![b](https://example.com/b.png)](https://example.com/)",
            "<p><a href=https://example.com/c.png>chart</> <a href=https://example.com/>b</></>"
        },
        { "~~gone~~ a  \nb\\\nc", "<p><del>gone</> a<br>b<br>c</>" },
        { "```c#\nvar a = b < c && d;\n```", "<pre c#>var a = b < c && d;</>" },
        { "````md\n```\ninner\n```\n````", "<pre md>```\ninner\n```</>" },
        {
            "<b>bold</b> <br> <!-- note -->\n<div>\n\n- x <i>y</i>",
            "<p><b>bold</b> <br> <!-- note -->\n<div></><ul><li>x <i>y</i></></>"
        },
        { "---\n\n***", "<hr><hr>" },
    };

    [BrowserFact]
    public async Task Common_Markdown_of_models_is_rendered_correctly()
    {
        await using Chat chat = await Chat.StartAsync(browser, _ => ConversationTests.Steps(TurnStep.Text("none")));
        (BrowserPage page, _) = await chat.OpenSessionAsync();
        await page.EvaluateAsync<bool>(
            "document.querySelector('#log').innerHTML = '<div class=answer><div class=md></div></div>', true");
        foreach (object[] row in Corpus)
        {
            // Renders it at once and letter by letter, since a growing message must end like a complete message.
            string text = JsonSerializer.Serialize((string)row[0]);
            string whole = await DrawAsync($"render(md, {text});");
            string grown = await DrawAsync($"const text = {text}; for (let i = 1; i <= text.length; i++) render(md, text.slice(0, i));");
            whole.Should().Be((string)row[1], "of {0}", row[0]);
            grown.Should().Be((string)row[1], "of {0}, growing", row[0]);
        }

        Task<string> DrawAsync(string code) => page.EvaluateAsync<string>($$"""
            (async () => {
              const { render } = await import('/markdown.js');
              const md = document.querySelector('.md');
              render(md, '');
              {{code}}
              return {{Shown}};
            })()
            """);
    }

    [BrowserTheory]
    [Trait("Runs", "alone")]
    [InlineData("paragraphs", "Some **words** and `code`, see https://example.com/page.\n\n")]
    [InlineData("one paragraph", "Some **words** and `code`, and *more*. ")]
    [InlineData("one list", "- an item with **bold** words\n- another\n  - and one inside\n")]
    [InlineData("one table", "| a cell | **another** | `third` |\n")]
    [InlineData("one block of code", "let value = compute(1 + 2);\n")]
    public async Task A_click_is_answered_while_a_long_message_arrives(string kind, string piece)
    {
        const int Length = 200_000;
        const int Steps = 20;
        HeldTokens tokens = new();
        await using Chat chat = await Chat.StartAsync(browser, _ => ConversationTests.Steps(tokens.ToStep()));
        (BrowserPage page, _) = await chat.OpenSessionAsync();
        await page.EvaluateAsync<bool>(Watch);
        await Chat.SendAsync(page, "Tell me all");
        tokens.Release(kind switch
        {
            "one table" => "| a | b | c |\n|---|---|---|\n",
            "one block of code" => "```js\n",
            _ => "Begin.\n\n",
        });
        await page.WaitForAsync("document.querySelector('.answer .md')?.firstChild");
        for (int step = 0; step < Steps; step++)
        {
            for (int i = 0; i < Length / Steps / piece.Length; i++)
            {
                tokens.Release(piece);
            }

            await page.ClickAsync("h1");
        }

        tokens.Release("\n\nThe end.");
        (await page.EvaluateAsync<string>("document.querySelector('#log').ariaBusy")).Should().Be("true", "the clicks were in time");
        tokens.End();
        await page.WaitForAsync(Chat.IsIdle);
        await page.WaitForAsync("document.querySelector('.answer').textContent.trimEnd().endsWith('The end.')");

        double[] waits = await page.EvaluateAsync<double[]>("window.waits");
        output.WriteLine($"{kind}: {string.Join(' ', waits.Select(wait => (int)wait))} ms");
        waits.Should().HaveCount(Steps).And.OnlyContain(wait => wait < 500, "a click is answered within half a second");
        (await page.EvaluateAsync<int>("window.twice")).Should().BeLessThanOrEqualTo(1, "only the first text may share its frame");
        (await page.EvaluateAsync<int>("document.querySelector('.answer').textContent.length")).Should().BeGreaterThan(Length / 2);
    }

    [BrowserFact]
    public async Task Cells_have_the_alignment_of_the_table()
    {
        await using Chat chat = await Chat.StartAsync(browser, _ => ConversationTests.Steps(
            TurnStep.Text("| a | b | c |\n|---|:-:|--:|\n| 1 | 2 | 3 |")));
        (BrowserPage page, _) = await chat.OpenSessionAsync();
        await Chat.SendAsync(page, "A table");
        await page.WaitForAsync(Chat.IsIdle);

        string[] alignments = await page.EvaluateAsync<string[]>(
            "[...document.querySelectorAll('.md td')].map(td => getComputedStyle(td).textAlign)");
        alignments[0].Should().BeOneOf("left", "start");
        alignments[1].Should().EndWith("center");
        alignments[2].Should().EndWith("right");
    }
}
