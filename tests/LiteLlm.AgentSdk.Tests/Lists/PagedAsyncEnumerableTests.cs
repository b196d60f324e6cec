using System.Runtime.CompilerServices;
using FluentAssertions;
using Xunit;

namespace LiteLlm.AgentSdk.Tests.Lists;

/// <summary>Tests the list type itself, with pages that a test creates.</summary>
public class PagedAsyncEnumerableTests
{
    [Fact]
    public async Task Items_of_a_test_are_one_page()
    {
        List<int> items = [1, 2, 3];
        PagedAsyncEnumerable<int> list = new(items);

        (await list.ToListAsync()).Should().Equal(1, 2, 3);
        Page<int> page = (await list.AsPages().ToListAsync()).Should().ContainSingle().Subject;
        page.Should().BeEquivalentTo(new Page<int> { Items = [1, 2, 3], Total = 3, Limit = 3 });
        (await list.GetFirstPageAsync()).Should().BeEquivalentTo(page);

        items.Add(4);
        (await list.CountAsync()).Should().Be(4, "each enumeration reads the items again");
        page.Items.Should().HaveCount(3);
    }

    [Fact]
    public async Task No_items_are_one_empty_page()
    {
        PagedAsyncEnumerable<string> list = new([]);

        (await list.ToListAsync()).Should().BeEmpty();
        (await list.AsPages().CountAsync()).Should().Be(1);
        (await list.GetFirstPageAsync()).Total.Should().Be(0);
    }

    [Fact]
    public async Task No_pages_are_an_empty_first_page()
    {
        PagedAsyncEnumerable<string> list = new(AsyncEnumerable.Empty<Page<string>>());

        (await list.ToListAsync()).Should().BeEmpty();
        (await list.GetFirstPageAsync()).Items.Should().BeEmpty();
    }

    [Fact]
    public async Task A_page_is_read_when_an_enumeration_reaches_it_and_by_each_enumeration()
    {
        Source source = new(3);
        PagedAsyncEnumerable<int> list = new(source.ReadAsync());

        await foreach (int item in list)
        {
            source.Read.Should().Be((item / 10) + 1);
            if (item == 11)
            {
                break;
            }
        }

        source.Read.Should().Be(2);
        (await list.ToListAsync()).Should().Equal(0, 1, 10, 11, 20, 21);
        source.Read.Should().Be(5);
        (await list.GetFirstPageAsync()).Items.Should().Equal(0, 1);
        source.Read.Should().Be(6);
        (await list.AsPages().Select(page => page.Offset).ToListAsync()).Should().Equal(0, 2, 4);
        source.Read.Should().Be(9);
        source.Left.Should().Be(4, "every enumeration was disposed, finished or not");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_token_that_is_canceled_between_two_items_of_a_page_ends_the_enumeration(bool byMethod)
    {
        Source source = new(2);
        using CancellationTokenSource cancel = new();
        using CancellationTokenSource other = new();
        PagedAsyncEnumerable<int> list = new(source.ReadAsync, byMethod ? cancel.Token : other.Token);
        List<int> seen = [];

        Func<Task> enumerate = async () =>
        {
            await foreach (int item in list.WithCancellation(byMethod ? other.Token : cancel.Token))
            {
                seen.Add(item);
                await cancel.CancelAsync();
            }
        };

        (await enumerate.Should().ThrowAsync<OperationCanceledException>()).Which.CancellationToken.Should().Be(cancel.Token);
        seen.Should().Equal(0);
        (source.Read, source.Left).Should().Be((1, 1));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_enumeration_with_a_canceled_token_reads_no_page(bool byMethod)
    {
        Source source = new(2);
        using CancellationTokenSource cancel = new();
        await cancel.CancelAsync();
        PagedAsyncEnumerable<int> list = new(source.ReadAsync, byMethod ? cancel.Token : default);
        CancellationToken token = byMethod ? default : cancel.Token;
        Func<Task>[] calls =
        [
            () => list.ToListAsync(token),
            () => list.GetFirstPageAsync(token),
            () => list.CountAsync(token).AsTask(),
            () => list.AsPages().CountAsync(token).AsTask(),
            () => new PagedAsyncEnumerable<int>([1]).ToListAsync(cancel.Token),
        ];

        foreach (Func<Task> call in calls)
        {
            (await Assert.ThrowsAnyAsync<OperationCanceledException>(call)).CancellationToken.Should().Be(cancel.Token);
        }

        source.Read.Should().Be(0);
    }

    [Fact]
    public async Task A_client_of_a_test_returns_such_a_list()
    {
        SkillsClient skills = new FewSkills();

        (await skills.ListAsync().ToListAsync()).Should().ContainSingle().Which.Name.Should().Be("PR reviewer");
    }

    [Fact]
    public void Null_is_not_accepted_as_a_list()
    {
        FluentActions.Invoking(() => new PagedAsyncEnumerable<int>((IEnumerable<int>)null!)).Should().Throw<ArgumentNullException>();
        FluentActions.Invoking(() =>
            new PagedAsyncEnumerable<int>((IAsyncEnumerable<Page<int>>)null!)).Should().Throw<ArgumentNullException>();
    }

    private sealed class FewSkills : SkillsClient
    {
        public override PagedAsyncEnumerable<Skill> ListAsync(CancellationToken cancellationToken = default) =>
            new([new Skill { Id = "1", Name = "PR reviewer" }]);
    }

    /// <summary>Pages of two items each: 0 and 1, 10 and 11, and so on. Counts the pages that are read.</summary>
    private sealed class Source(int pages)
    {
        public int Read { get; private set; }

        public int Left { get; private set; }

        public async IAsyncEnumerable<Page<int>> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
        {
            try
            {
                for (int page = 0; page < pages; page++)
                {
                    await Task.Yield();
                    cancellationToken.ThrowIfCancellationRequested();
                    Read++;
                    yield return new Page<int> { Items = [page * 10, (page * 10) + 1], Total = pages * 2, Limit = 2, Offset = page * 2 };
                }
            }
            finally
            {
                Left++;
            }
        }
    }
}
