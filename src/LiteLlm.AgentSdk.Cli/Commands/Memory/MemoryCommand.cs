using System.CommandLine;
using System.Globalization;
using LiteLlm.AgentSdk.Cli.App;
using LiteLlm.AgentSdk.Cli.Naming;
using LiteLlm.AgentSdk.Cli.Output;
using MemoryRecord = LiteLlm.AgentSdk.Memory;

namespace LiteLlm.AgentSdk.Cli.Commands.Memory;

/// <summary><c>lap memory</c>.</summary>
internal static class MemoryCommand
{
    public static void Fill(Command command, CommandHost host) => command.With(
        List(Args.Named("list", "List an agent's memories (this counts as a use of them)"), host),
        Add(new Command("add", "Add a memory to an agent"), host),
        Update(new Command("update", "Change a memory; options that are not given change nothing"), host),
        Remove(Args.Named("rm", "Delete memories"), host));

    private static Command List(Command command, CommandHost host)
    {
        Argument<string> agent = Args.Agent();
        Option<string?> search = Args.Text("--search", "Only memories with this text", "text");
        Option<string?> tag = Args.Text("--tag", "Only memories with this tag", "tag");
        return host.On(command.With(agent, search, tag, host.Globals.Wide, host.Globals.NoTrunc), async context =>
        {
            Agent found = await AgentFinder.FindAsync(context, context.Value(agent)!);
            IReadOnlyList<MemoryRecord> memories = await found.Memories
                .ListAsync(new MemoryListOptions { Query = context.Value(search), Tag = context.Value(tag) })
                .ToListAsync(context.Cancellation);
            if (context.Json)
            {
                JsonPrinter.WriteArray(context.Printer, memories, memory => memory.Raw, context.ShowSecrets);
                return;
            }

            Table table = new(
                Column.Id(), Column.Word("TYPE", 40), Column.Word("PRIORITY", 35), Column.Word("STATE", 60), Column.Word("USES"),
                    Column.Text("TAGS"),
                Column.Text("TEXT", 95));
            foreach (MemoryRecord memory in memories)
            {
                table.Add(
                    memory.Id,
                    memory.Type,
                    memory.Priority?.ToString(CultureInfo.InvariantCulture),
                    memory.Disabled ? "disabled" : memory.Pinned ? "pinned" : "",
                    memory.TimesApplied?.ToString(CultureInfo.InvariantCulture),
                    string.Join(',', memory.Tags),
                    memory.Text);
            }

            table.Print(context, "The agent has no memories; 'lap memory add' adds one.");
        });
    }

    private static Command Add(Command command, CommandHost host)
    {
        Argument<string> agent = Args.Agent();
        Argument<string> text = Args.Required("text", "The text of the memory; - is standard input");
        MemoryOptions options = new();
        return host.On(command.With(agent, text).With(options.Symbols), async context =>
        {
            string content = context.Value(text)!;
            content = content == TextInput.StandardInput ? await TextInput.ReadAsync(content, context.Cancellation) : content;
            Agent found = await AgentFinder.FindAsync(context, context.Value(agent)!);
            MemoryRecord memory = await found.Memories.CreateAsync(
                new MemoryCreateOptions
                {
                    Text = content.Trim(),
                    Tags = context.Value(options.Tags) is { Length: > 0 } tags ? tags : null,
                    Type = context.Value(options.Type),
                    Priority = context.Value(options.Priority),
                    Pinned = context.Value(options.Pinned),
                },
                context.Cancellation);
            PrintChanged(context, memory, "Added");
        });
    }

    private static Command Update(Command command, CommandHost host)
    {
        Argument<string> agent = Args.Agent();
        Argument<string> id = Args.Required("memory", "The memory's id");
        Option<string?> text = Args.Text("--text", "What to remember");
        Option<bool?> disabled = new("--disabled") { Description = "Whether it is left out of sessions", HelpName = "true|false" };
        MemoryOptions options = new();
        return host.On(command.With(agent, id, text, disabled).With(options.Symbols), async context =>
        {
            Agent found = await AgentFinder.FindAsync(context, context.Value(agent)!);
            MemoryRecord memory = await found.Memories.UpdateAsync(
                await FindIdAsync(context, found, context.Value(id)!),
                new MemoryUpdateOptions
                {
                    Text = context.Value(text),
                    Tags = context.Value(options.Tags) is { Length: > 0 } tags ? tags : null,
                    Type = context.Value(options.Type),
                    Priority = context.Value(options.Priority),
                    Pinned = context.Value(options.Pinned),
                    Disabled = context.Value(disabled),
                },
                context.Cancellation);
            PrintChanged(context, memory, "Changed");
        });
    }

    private static Command Remove(Command command, CommandHost host)
    {
        Argument<string> agent = Args.Agent();
        Argument<string[]> ids = Args.Several("memory", "The memories' ids");
        return host.On(command.With(agent, ids), async context =>
        {
            Agent found = await AgentFinder.FindAsync(context, context.Value(agent)!);
            List<string> memories = [];
            foreach (string text in context.Value(ids)!)
            {
                memories.Add(await FindIdAsync(context, found, text));
            }

            foreach (string id in memories.Distinct(StringComparer.Ordinal))
            {
                await found.Memories.DeleteAsync(id, context.Cancellation);
                context.Printer.Info($"Deleted memory {id}.");
            }
        });
    }

    /// <summary>Gets the whole id. The memories are listed for the beginning of one alone, since the platform counts that as a
    /// use.</summary>
    private static async Task<string> FindIdAsync(CommandContext context, Agent agent, string text) => NameMatch.MayBePrefix(text)
        ? NameMatch.PickId("memory", text,
            [.. (await agent.Memories.ListAsync().ToListAsync(context.Cancellation)).Select(memory => memory.Id)]) ?? text
        : text;

    private static void PrintChanged(CommandContext context, MemoryRecord memory, string what) =>
        Changed.Print(context, memory.Raw, memory.Id, $"{what} memory {memory.Id}.");
}
