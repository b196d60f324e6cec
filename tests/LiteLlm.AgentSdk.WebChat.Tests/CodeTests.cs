namespace LiteLlm.AgentSdk.WebChat.Tests;

/// <summary>Blocks of code, and the results of tools.</summary>
[Collection(BrowserTests.Name)]
public class CodeTests(Chromium browser)
{
    [BrowserFact]
    public async Task Code_has_its_language_colours_a_copy_button_and_scrolls_sideways()
    {
        string code = $"// why <b>\npublic static int Answer() => 42; string wide = \"{new string('w', 300)}\";";
        string text = $"Look:\n\n```csharp\n{code}\n```\n\n- in a list\n\n  ```nosuchlanguage\n  <i>plain</i>\n  ```\n";
        await using Chat chat = await Chat.StartAsync(browser, _ => ConversationTests.Steps(TurnStep.Text(text)));
        (BrowserPage page, _) = await chat.OpenSessionAsync();
        await page.EvaluateAsync<bool>("""
            (navigator.clipboard.writeText = async text => { window.copied = text; }) instanceof Function
            """);
        await Chat.SendAsync(page, "Code, please");
        await page.WaitForAsync(Chat.IsIdle);
        await page.WaitForAsync("document.querySelector('pre .hljs-keyword')?.textContent === 'public'");

        (await page.EvaluateAsync<string[]>(
            "[...document.querySelectorAll('.md pre')].map(pre => getComputedStyle(pre, '::before').content)"))
            .Should().SatisfyRespectively(first => first.Should().Contain("csharp"), second => second.Should().Contain("nosuchlanguage"));
        (await page.EvaluateAsync<string[]>("[...document.querySelectorAll('.md code')].map(code => code.textContent)"))
            .Should().Equal(code, "<i>plain</i>");
        (await page.EvaluateAsync<bool>(
            "(code => code.scrollWidth > code.clientWidth && code.tabIndex === 0)(document.querySelector('.md code'))")).Should().BeTrue();
        (await page.EvaluateAsync<bool>("log.scrollWidth > log.clientWidth")).Should().BeFalse("the page itself stays as wide as it is");

        await page.ClickAsync("pre .copy");
        await page.WaitForAsync("document.querySelector('pre .copy').ariaLabel === 'Copied'");
        (await page.EvaluateAsync<string>("window.copied")).Should().Be(code);
    }

    [BrowserFact]
    public async Task A_tool_shows_its_input_and_output()
    {
        const string Input = """{"file_path":"src/a.cs","old_string":"one\ntwo","all":true,"count":2}""";
        await using Chat chat = await Chat.StartAsync(browser, _ => ConversationTests.Steps(
            TurnStep.Tool("Bash", """{"description":"List","command":"ls  -la\n| head"}""", "a\nb"), TurnStep.Tool("Edit", Input, "done"),
            TurnStep.Tool("Wait", """{"seconds":5}""", ""), TurnStep.Text("Done.")));
        (BrowserPage page, _) = await chat.OpenSessionAsync();
        await Chat.SendAsync(page, "Work");
        await page.WaitForAsync(Chat.IsIdle);

        (await page.EvaluateAsync<string[]>("[...document.querySelectorAll('.tool .name')].map(name => name.textContent)"))
            .Should().Equal("Bash · ls -la | head", "Edit · src/a.cs", "Wait");
        await page.ClickAsync(".tool:nth-of-type(2) summary");
        await page.WaitForAsync("document.querySelector('.tool:nth-of-type(2)').open");
        (await page.EvaluateAsync<string[]>(
            "[...document.querySelectorAll('.tool:nth-of-type(2) .part')].map(part => part.innerText.replace(/\\n+/g, '|'))"))
            .Should().Equal("file_path|src/a.cs", "old_string|one|two", "all|true", "count|2", "Output|done");
    }
}
