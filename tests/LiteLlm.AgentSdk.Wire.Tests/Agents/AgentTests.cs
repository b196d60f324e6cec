namespace LiteLlm.AgentSdk.Wire.Tests.Agents;

public class AgentTests
{
    [Fact]
    public async Task A_list_that_claims_more_items_than_it_has_ends()
    {
        using PlatformWire wire = PlatformWire.Start(Answer.Json("""{"data":[],"total":7}"""));
        using AgentPlatformClient client = Clients.For(wire.BaseAddress);

        (await client.Agents.ListAsync().ToListAsync()).Should().BeEmpty();
        wire.ShouldHaveReceivedOne();
    }

    [Fact]
    public async Task Pages_are_fetched_when_they_are_reached()
    {
        using PlatformWire wire = PlatformWire.Start(Answer.Json("""{"data":[{"id":"a"},{"id":"b"}],"total":5}"""));
        using AgentPlatformClient client = Clients.For(wire.BaseAddress);

        await foreach (Agent agent in client.Agents.ListAsync())
        {
            break;
        }

        wire.ShouldHaveReceivedOne();
    }

    [Theory]
    [InlineData("a", "", "a b c d e f g h")]
    [InlineData("b", "", "a b c d e f g h")]
    [InlineData("a b", "", "a b c d e f g h")]
    [InlineData("a b c", "", "a b c d e f g h")]
    [InlineData("c", "", "a b c d e f g h")]
    [InlineData("e", "", "a b c d f g h")]
    [InlineData("", "x", "a b c d e f g h")]
    [InlineData("", "x y z", "a b c d e f g h")]
    [InlineData("a c", "x", "a b c d e f g h")]
    [InlineData("", "", "a b c d e f g h")]
    public async Task Agents_created_or_deleted_between_two_pages_hide_and_repeat_no_agent(
        string deleted, string created, string expected)
    {
        List<string> all = [.. "a b c d e f g h".Split(' ')];
        using PlatformWire wire = PlatformWire.Start(Answer.Json(request =>
        {
            int offset =
                int.Parse(request.GetParameter("offset")?.FirstOrDefault() ?? "0", System.Globalization.CultureInfo.InvariantCulture);
            int limit = int.Parse(request.GetParameter("limit")![0], System.Globalization.CultureInfo.InvariantCulture);
            string items = string.Join(',', all.Skip(offset).Take(limit).Select(id => $$"""{"id":"{{id}}"}"""));
            string page = $$"""{"data":[{{items}}],"total":{{all.Count}},"limit":{{limit}},"offset":{{offset}}}""";
            if (offset == 0 && created.Length + deleted.Length > 0)
            {
                all.RemoveAll(id => deleted.Split(' ').Contains(id));
                all.InsertRange(0, created.Split(' ', StringSplitOptions.RemoveEmptyEntries).Where(id => !all.Contains(id)));
            }

            return page;
        }));
        using AgentPlatformClient client = Clients.For(wire.BaseAddress);

        IReadOnlyList<Agent> agents = await client.Agents.ListAsync(new() { Limit = 3 }).ToListAsync();

        // An agent that is created at the beginning of the list may be missing.
        agents.Select(a => a.Id).Where(id => !created.Contains(id)).Should().Equal(expected.Split(' '));
        agents.Select(a => a.Id).Should().OnlyHaveUniqueItems();
    }

    [Theory]
    [InlineData(null, null, "a b c|d e f|g h", "0 3 6")]
    [InlineData(3, null, "a b c|d e f|g h", "0 3 6")]
    [InlineData(2, 3, "d e|f g|h", "3 5 7")]
    [InlineData(8, null, "a b c d e f g h", "0")]
    [InlineData(3, 8, "", "8")]
    public async Task Pages_have_equal_sizes_and_no_agent_is_on_two_pages(int? limit, int? offset, string expected, string offsets)
    {
        string[] all = "a b c d e f g h".Split(' ');
        using PlatformWire wire = PlatformWire.Start(Answer.Json(request =>
        {
            int Number(string name, int otherwise) =>
                request.GetParameter(name) is [var text, ..]
                    ? int.Parse(text, System.Globalization.CultureInfo.InvariantCulture) : otherwise;
            int from = Number("offset", 0);
            int most = Number("limit", from == 0 ? 3 : 4);
            string items = string.Join(',', all.Skip(from).Take(most).Select(id => $$"""{"id":"{{id}}"}"""));
            return $$"""{"data":[{{items}}],"total":8,"limit":{{most}},"offset":{{from}}}""";
        }));
        using AgentPlatformClient client = Clients.For(wire.BaseAddress);
        PagedAsyncEnumerable<Agent> agents = client.Agents.ListAsync(new() { Limit = limit, Offset = offset });

        List<Page<Agent>> pages = await agents.AsPages().ToListAsync();
        Page<Agent> first = await agents.GetFirstPageAsync();

        string.Join('|', pages.Select(page => string.Join(' ', page.Items.Select(agent => agent.Id)))).Should().Be(expected);
        string.Join(' ', pages.Select(page => page.Offset)).Should().Be(offsets);
        pages.Should().OnlyContain(page => page.Total == 8 && page.Limit == (limit ?? 3));
        first.Items.Select(agent => agent.Id).Should().Equal(pages[0].Items.Select(agent => agent.Id));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(200)]
    public async Task A_list_ends_however_a_server_handles_offsets_and_limits(int limit)
    {
        int asked = 0;
        using PlatformWire wire = PlatformWire.Start(Answer.Json(request =>
            $$"""{"data":[{"id":"a{{Interlocked.Increment(ref asked)}}"}],"total":20}"""));
        using AgentPlatformClient client = Clients.For(wire.BaseAddress);

        await client.Agents.ListAsync(new() { Limit = limit }).ToListAsync();

        asked.Should().BeLessThan(200);
    }
}
