#pragma warning disable CA2254, CA2017, CA1873 // the entries are samples

using FluentAssertions;
using Microsoft.Extensions.Logging;
using Xunit;

namespace LiteLlm.AgentSdk.Tests.Stubs;

public class CapturingLoggerProviderTests
{
    [Fact]
    public void Everything_is_kept_at_every_level()
    {
        using CapturingLoggerProvider logs = new();
        using ILoggerFactory factory = logs.CreateFactory();
        ILogger logger = factory.CreateLogger("A.B");

        using (logger.BeginScope("outer {Key}", "scoped"))
        {
            logger.LogTrace(new EventId(7, "Seven"), new InvalidDataException("broken"), "sent {Path} {Items}", "/x",
                new[] { "one", "two" });
        }

        CapturedLog log = logs.Logs.Should().ContainSingle().Subject;
        log.Should().BeEquivalentTo(new
        {
            Category = "A.B",
            Level = LogLevel.Trace,
            Id = new EventId(7, "Seven"),
            Message = "sent /x one, two"
        });
        log.State.Should().Contain(new KeyValuePair<string, object?>("Path", "/x"));
        log.Scopes.Should().ContainSingle();
        log.Exception.Should().BeOfType<InvalidDataException>();
        logs.AllText.Should().ContainAll("Trace", "A.B", "sent /x", "Items = one, two", "Key = scoped", "outer scoped", "broken");
    }
}
