using System.Text;
using FluentAssertions;
using LiteLlm.AgentSdk.Tests.Load;
using Xunit;

namespace LiteLlm.AgentSdk.Tests;

/// <summary>The table belongs to the whole process: an id that another test reads may replace an entry between two lookups.</summary>
[Collection(AloneCollection.Name)]
public sealed class IdCacheTests
{
    [Fact]
    public void A_repeated_id_is_the_same_string()
    {
        byte[] id = "msg_200aa10db001nu4mbU0Nb8PNXH"u8.ToArray();

        string first = IdCache.Get(id);

        IdCache.Get(id).Should().BeSameAs(first).And.Be("msg_200aa10db001nu4mbU0Nb8PNXH");
    }

    [Fact]
    public void Ids_never_get_mixed_up()
    {
        Parallel.For(0, 4, _ =>
        {
            for (int i = 0; i < 20_000; i++)
            {
                string id = "prt_" + (i % 5000).ToString(System.Globalization.CultureInfo.InvariantCulture);
                Assert.Equal(id, IdCache.Get(Encoding.UTF8.GetBytes(id)));
            }
        });
    }

    [Theory]
    [InlineData("")]
    [InlineData("é")]
    [InlineData("😀 with spaces")]
    public void Odd_ids_are_read_too(string id) => IdCache.Get(Encoding.UTF8.GetBytes(id)).Should().Be(id);

    [Fact]
    public void Long_texts_are_not_kept()
    {
        byte[] text = Encoding.UTF8.GetBytes(new string('x', 5000));

        IdCache.Get(text).Should().NotBeSameAs(IdCache.Get(text)).And.HaveLength(5000);
    }
}
