using System.Globalization;
using System.Reflection;
using LiteLlm.AgentSdk.Testing;

namespace LiteLlm.AgentSdk.Docs.Tests;

/// <summary>A runnable C# block of a page that was compiled with this project.</summary>
internal sealed class Snippet
{
    private readonly Type _type;
    private readonly object _code;

    /// <summary>Finds a block.</summary>
    /// <param name="page">The page's name, without its extension.</param>
    /// <param name="line">The line where the block begins, from 1 on.</param>
    public Snippet(string page, int line)
    {
        string name = string.Create(CultureInfo.InvariantCulture,
            $"Snippets.docs_{page.Replace('-', '_')}_{line}.Snippet");
        _type = typeof(Surroundings).Assembly.GetType(name, throwOnError: true)!;
        _code = Activator.CreateInstance(_type)!;
    }

    /// <summary>Runs the block with its surroundings, and returns its output, with that of the callbacks that it caused.</summary>
    public async Task<string> RunAsync(LocalAgentPlatform lap, AgentPlatformClient platform, Agent agent, Session session)
    {
        Set("lap", lap);
        Set("platform", platform);
        Set("agent", agent);
        Set("session", session);
        TextWriter console = Console.Out;
        using StringWriter printed = new() { NewLine = "\n" };
        using TextWriter shared = TextWriter.Synchronized(printed);
        Console.SetOut(shared);
        try
        {
            await using OrderedCallbacks callbacks = new();
            await Task.Run(() =>
            {
                SynchronizationContext.SetSynchronizationContext(callbacks);
                return (Task)_type.GetMethod("RunAsync")!.Invoke(_code, null)!;
            }).WaitAsync(TimeSpan.FromMinutes(1));
        }
        finally
        {
            Console.SetOut(console);
        }

        return printed.ToString().TrimEnd('\n');
    }

    private void Set(string name, object value) =>
        typeof(Surroundings).GetField(name, BindingFlags.Instance | BindingFlags.NonPublic)!.SetValue(_code, value);
}
