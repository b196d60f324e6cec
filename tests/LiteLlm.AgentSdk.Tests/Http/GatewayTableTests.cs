using System.Reflection;
using System.Text;
using System.Text.RegularExpressions;
using FluentAssertions;
using LiteLlm.AgentSdk.Tests.Stubs;
using LiteLlm.AgentSdk.Tests.Surface;
using Xunit;

namespace LiteLlm.AgentSdk.Tests.Http;

/// <summary>Checks the table of docs/errors.md: the possible answers of a gateway, and the resulting exceptions.</summary>
public partial class GatewayTableTests
{
    private static readonly string s_page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "errors.md"));

    public static TheoryData<string> Rows()
    {
        string table = s_page[s_page.IndexOf("## What a gateway may answer", StringComparison.Ordinal)..];
        TheoryData<string> rows = [];
        foreach (string line in table.Split('\n').Where(line => Row().IsMatch(line)))
        {
            rows.Add(line);
        }

        return rows;
    }

    [Fact]
    public void The_table_is_there() => Rows().Should().HaveCountGreaterThan(40);

    [Theory]
    [MemberData(nameof(Rows))]
    public async Task The_caller_gets_what_the_table_says(string row)
    {
        string[] cells = [.. row.Trim('|').Split(" | ").Select(cell => cell.Trim(' ', '`'))];
        cells.Should().HaveCount(7);
        int status = int.Parse(cells[0], System.Globalization.CultureInfo.InvariantCulture);
        byte[] body = cells[2] == "—" ? [] : Encoding.UTF8.GetBytes(cells[2]);
        await using KestrelStub stub = await KestrelStub.StartAsync(Respond.With(status, cells[1] == "—" ? null : cells[1], body));
        using AgentPlatformClient client = Clients.For(stub.BaseAddress, options =>
            options.Retry = new RetryOptions { MaxRetries = 1, BaseDelay = TimeSpan.Zero });

        AgentPlatformException failure = await Assert.ThrowsAnyAsync<AgentPlatformException>(() => Calls.MakeAsync(client, "create agent"));
        int created = stub.Requests.Count;
        AgentPlatformException read = await Assert.ThrowsAnyAsync<AgentPlatformException>(() => Calls.MakeAsync(client, "get agent"));

        failure.GetType().Name.Should().Be(cells[3]);
        ((int?)failure.StatusCode).Should().Be(status);
        failure.Message.Should().Contain(cells[4]);
        failure.IsTransient.Should().Be(cells[5] == "yes");
        failure.MayHaveTakenEffect.Should().Be(cells[6] == "yes");
        read.MayHaveTakenEffect.Should().BeFalse();
        created.Should().Be(status == 429 && cells[5] == "yes" ? 2 : 1);

        // An answer that looks like a control plane's causes one additional request, which is not a retry.
        stub.Requests.Skip(created).Count(r => r.Target != "/api/plugin-manifest").Should().Be(cells[5] == "yes" ? 2 : 1);
    }

    [Fact]
    public void Every_member_that_the_page_names_exists()
    {
        HashSet<string> known =
        [
            .. typeof(AgentPlatformException).Assembly.GetExportedTypes().SelectMany(type =>
                type.GetMembers(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static).Select(member =>
                    member.Name).Append(type.Name)),
            nameof(OperationCanceledException),
        ];
        string tables = string.Join('\n', s_page.Split('\n').Where(line => line.StartsWith('|') && !Row().IsMatch(line)));

        string[] named = [.. Name().Matches(tables).SelectMany(match => match.Groups[1].Value.Split('.')).Distinct()];

        named.Should().HaveCountGreaterThan(20);
        named.Where(name => !known.Contains(name)).Should().BeEmpty();
    }

    [GeneratedRegex("^\\| [0-9]{3} \\|")]
    private static partial Regex Row();

    [GeneratedRegex("`([A-Z][A-Za-z.]+)`")]
    private static partial Regex Name();
}
