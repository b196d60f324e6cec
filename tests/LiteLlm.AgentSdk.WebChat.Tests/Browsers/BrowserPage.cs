using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Threading.Channels;

namespace LiteLlm.AgentSdk.WebChat.Tests.Browsers;

/// <summary>A page: its content, and the keys and clicks of a user.</summary>
public sealed class BrowserPage : IAsyncDisposable
{
    // Checks again whenever the page has changed, without polling.
    private const string Waiting = """
        new Promise(resolve => {
          const met = () => { try { return CONDITION; } catch { return false; } };
          const check = () => { if (met()) { observer.disconnect(); document.removeEventListener('focusin', check); resolve(true); } };
          const observer = new MutationObserver(check);
          observer.observe(document, { subtree: true, childList: true, characterData: true, attributes: true });
          document.addEventListener('focusin', check);
          check();
        })
        """;

    private readonly DevTools _tools;
    private readonly string _target;
    private readonly string _session;
    private readonly ConcurrentQueue<string> _errors = new();
    private readonly Channel<string> _loads = Channel.CreateUnbounded<string>();
    private string? _expected;
    private string? _document;

    private BrowserPage(DevTools tools, string target, string session)
    {
        _tools = tools;
        _target = target;
        _session = session;
    }

    /// <summary>Gets the errors in the console, uncaught exceptions, and reports of the browser itself.</summary>
    public IReadOnlyCollection<string> Errors => _errors;

    /// <summary>Ignores errors that contain this text, because the test causes them.</summary>
    public void Expect(string words) => _expected = words;

    public static async Task<BrowserPage> OpenAsync(DevTools tools, Uri address)
    {
        JsonElement target = await tools.CallAsync("Target.createTarget", new() { ["url"] = "about:blank", ["newWindow"] = true });
        string targetId = target.GetProperty("targetId").GetString()!;
        JsonElement attached = await tools.CallAsync("Target.attachToTarget", new() { ["targetId"] = targetId, ["flatten"] = true });
        BrowserPage page = new(tools, targetId, attached.GetProperty("sessionId").GetString()!);
        tools.Listen(page._session, page.Take);
        foreach (string domain in new[] { "Page", "Runtime", "Log" })
        {
            await page.CallAsync(domain + ".enable");
        }

        await page.CallAsync("Page.setLifecycleEventsEnabled", new() { ["enabled"] = true });
        await page.GoAsync(address);
        return page;
    }

    public Task GoAsync(Uri address) => LoadAsync("Page.navigate", new() { ["url"] = address.AbsoluteUri });

    public Task ReloadAsync() => LoadAsync("Page.reload", []);

    public async Task<T> EvaluateAsync<T>(string expression)
    {
        JsonElement answer =
            await CallAsync("Runtime.evaluate", new() { ["expression"] = expression, ["awaitPromise"] = true, ["returnByValue"] = true });
        if (answer.TryGetProperty("exceptionDetails", out JsonElement exception))
        {
            throw new InvalidOperationException("In the page: " + exception.GetRawText());
        }

        JsonElement result = answer.GetProperty("result");
        return result.TryGetProperty("value", out JsonElement value) ? value.Deserialize<T>()! : default!;
    }

    /// <summary>Waits until a condition holds in the page.</summary>
    public async Task WaitForAsync(string condition)
    {
        try
        {
            await EvaluateAsync<bool>(Waiting.Replace("CONDITION", condition, StringComparison.Ordinal));
        }
        catch (TimeoutException e)
        {
            string body = await EvaluateAsync<string>("document.body.innerText");
            throw new TimeoutException($"{condition} has not come true. Errors: {string.Join("; ", _errors)}. The page:\n{body}", e);
        }
    }

    public Task<string> TextAsync(string selector) =>
        EvaluateAsync<string>($"document.querySelector({JsonSerializer.Serialize(selector)})?.innerText ?? ''");

    public Task TypeAsync(string text) => CallAsync("Input.insertText", new() { ["text"] = text });

    /// <param name="key">The browser's name of the key: <c>Enter</c>, <c>Tab</c>, <c>Escape</c>, <c>F</c>.</param>
    /// <param name="shift">Whether Shift is held.</param>
    /// <param name="alt">Whether Alt is held.</param>
    public async Task PressAsync(string key, bool shift = false, bool alt = false)
    {
        int code = key switch { "Enter" => 13, "Tab" => 9, "Escape" => 27, "Space" => 32, "ArrowUp" => 38, _ => key[0] };
        string? text = key switch { "Enter" => "\r", "Space" => " ", _ => null };
        JsonObject down =
            new()
            {
                ["type"] = text is null ? "rawKeyDown" : "keyDown",
                ["key"] = key == "Space" ? " "
            : key,
                ["code"] = key.Length == 1 ? "Key" + key : key,
                ["windowsVirtualKeyCode"] = code,
                ["modifiers"] = (shift ? 8 : 0) + (alt ? 1 : 0)
            };
        if (text is not null)
        {
            down["text"] = text;
        }

        await CallAsync("Input.dispatchKeyEvent", down);
        await CallAsync("Input.dispatchKeyEvent",
            new() { ["type"] = "keyUp", ["key"] = key, ["code"] = key, ["windowsVirtualKeyCode"] = code });
    }

    public async Task ClickAsync(string selector)
    {
        double[] at = await EvaluateAsync<double[]>(
            $"(e => {{ e.scrollIntoView({{block: 'nearest'}}); const r = e.getBoundingClientRect(); "
                + $"return [r.x + r.width / 2, r.y + r.height / 2]; }})(document.querySelector({JsonSerializer.Serialize(selector)}))");
        foreach (string type in new[] { "mousePressed", "mouseReleased" })
        {
            await CallAsync("Input.dispatchMouseEvent",
                new() { ["type"] = type, ["x"] = at[0], ["y"] = at[1], ["button"] = "left", ["clickCount"] = 1 });
        }
    }

    /// <summary>Emulates a phone, with its size and touch input.</summary>
    public async Task HoldAsync(int width, int height)
    {
        await CallAsync("Emulation.setTouchEmulationEnabled", new() { ["enabled"] = true });
        await CallAsync("Emulation.setDeviceMetricsOverride",
            new() { ["width"] = width, ["height"] = height, ["deviceScaleFactor"] = 1, ["mobile"] = true });
    }

    public Task PreferAsync(string scheme) => CallAsync("Emulation.setEmulatedMedia", new()
    {
        ["features"] = new JsonArray(new JsonObject { ["name"] = "prefers-color-scheme", ["value"] = scheme }),
    });

    /// <summary>Disconnects the page from the network, or reconnects it.</summary>
    public async Task OfflineAsync(bool isOffline)
    {
        await CallAsync("Network.enable");
        await CallAsync("Network.emulateNetworkConditions", new()
        {
            ["offline"] = isOffline,
            ["latency"] = 0,
            ["downloadThroughput"] = -1,
            ["uploadThroughput"] = -1,
        });
    }

    public async Task<byte[]> ScreenshotAsync()
    {
        JsonElement shot = await CallAsync("Page.captureScreenshot", new() { ["format"] = "png" });
        return shot.GetProperty("data").GetBytesFromBase64();
    }

    public Task SizeAsync(int width, int height) =>
        CallAsync("Emulation.setDeviceMetricsOverride",
            new() { ["width"] = width, ["height"] = height, ["deviceScaleFactor"] = 1, ["mobile"] = false });

    public async ValueTask DisposeAsync() => await _tools.CallAsync("Target.closeTarget", new() { ["targetId"] = _target });

    private void Report(string error)
    {
        if (_expected is null || !error.Contains(_expected, StringComparison.Ordinal))
        {
            _errors.Enqueue(error);
        }
    }

    private Task<JsonElement> CallAsync(string method, JsonObject? parameters = null) => _tools.CallAsync(method, parameters, _session);

    /// <summary>
    /// Waits for the requested document. The load event of the previous document may still be outstanding: a new window begins with an
    /// empty
    /// document, whose load event the browser reports later.
    /// </summary>
    private async Task LoadAsync(string method, JsonObject parameters)
    {
        JsonElement answer = await CallAsync(method, parameters);
        string? asked = answer.TryGetProperty("loaderId", out JsonElement id) ? id.GetString() : null;
        string loaded;
        do
        {
            loaded = await _loads.Reader.ReadAsync().AsTask().WaitAsync(Chromium.Patience);
        }
        while (asked is null ? loaded == _document : loaded != asked);
        _document = loaded;
    }

    private void Take(string method, JsonElement parameters)
    {
        switch (method)
        {
            case "Page.lifecycleEvent" when parameters.GetProperty("name").GetString() == "load":
                _loads.Writer.TryWrite(parameters.GetProperty("loaderId").GetString()!);
                break;
            case "Runtime.exceptionThrown":
                Report(parameters.GetProperty("exceptionDetails").GetRawText());
                break;
            case "Runtime.consoleAPICalled" when parameters.GetProperty("type").GetString() is "error" or "assert":
                Report(parameters.GetProperty("args").GetRawText());
                break;
            case "Log.entryAdded" when parameters.GetProperty("entry").GetProperty("level").GetString() == "error":
                Report(parameters.GetProperty("entry").GetRawText());
                break;
            default:
                break;
        }
    }
}
