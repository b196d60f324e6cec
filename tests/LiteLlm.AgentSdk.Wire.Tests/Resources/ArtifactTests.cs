using System.Text.Json.Nodes;

namespace LiteLlm.AgentSdk.Wire.Tests.Resources;

public class ArtifactTests
{
    private const string Stored =
        """{"id":"art1","name":"r.pdf","mime_type":"application/pdf","size":5,"url":"https://files/art1","kept_until":"2027-01-01"}""";

    [Fact]
    public async Task What_is_left_of_a_stream_is_sent_with_its_type_and_size()
    {
        using PlatformWire wire = PlatformWire.Start(Answer.Json(Stored));
        using AgentPlatformClient client = Clients.For(wire.BaseAddress);
        Session session = await wire.SessionAsync(client);
        using MemoryStream content = new("xx%PDF-"u8.ToArray()) { Position = 2 };

        Artifact artifact = await session.UploadArtifactAsync("r.pdf", content);

        JsonNode body = JsonNode.Parse(wire.ShouldHaveReceivedOne().Text)!;
        wire.Requests[0].Target.Should().Be("/api/v1/managed_agents/sessions/s1/artifacts");
        body.ToJsonString().Should().Be("""{"name":"r.pdf","mime_type":"application/pdf","content":"JVBERi0=","size":5}""");
        (artifact.Id, artifact.Size, artifact.Url).Should().Be(("art1", 5, "https://files/art1"));
        artifact.AdditionalProperties!["kept_until"].GetString().Should().Be("2027-01-01");
        artifact.Raw.GetRawText().Should().Be(Stored);
        content.CanRead.Should().BeTrue("the stream is its owner's");
    }

    [Fact]
    public async Task A_stream_that_is_too_big_is_refused_before_sending_and_not_read_further()
    {
        using PlatformWire wire = PlatformWire.Start(Answer.Json(Stored));
        using AgentPlatformClient client = Clients.For(wire.BaseAddress);
        Session session = await wire.SessionAsync(client);
        using EndlessStream content = new();

        Func<Task> upload = () => session.UploadArtifactAsync("r", content, new ArtifactOptions { MaxSize = 100_000 });

        AgentPlatformValidationException e = (await upload.Should().ThrowAsync<AgentPlatformValidationException>()).Which;
        e.ValidationErrors.Should().ContainSingle().Which.Path.Should().Be("content");
        e.MayHaveTakenEffect.Should().BeFalse();
        content.Position.Should().BeLessThan(300_000);
        wire.ShouldHaveReceivedNothing();
    }

    [Fact]
    public async Task All_problems_of_an_upload_are_reported_at_once()
    {
        using PlatformWire wire = PlatformWire.Start(Answer.Json(Stored));
        using AgentPlatformClient client = Clients.For(wire.BaseAddress);
        Session session = await wire.SessionAsync(client);

        Func<Task> upload =
            () => session.UploadArtifactAsync("", new MemoryStream(), new ArtifactOptions { MimeType = "no type", MaxSize = 0 });

        (await upload.Should().ThrowAsync<AgentPlatformValidationException>()).Which.ValidationErrors.Select(p => p.Path)
            .Should().Equal("name", "mime_type", "MaxSize");
        wire.ShouldHaveReceivedNothing();
    }

    [Fact]
    public async Task An_upload_is_sent_once()
    {
        using PlatformWire wire = PlatformWire.Start(Answer.Json("""{"error":"artifact storage not configured"}""", 503));
        using AgentPlatformClient client = Clients.For(wire.BaseAddress);
        Session session = await wire.SessionAsync(client);

        Func<Task> upload = () => session.UploadArtifactAsync("r", new MemoryStream([1]));

        (await upload.Should().ThrowAsync<AgentPlatformSandboxException>()).Which.ErrorMessage
            .Should().Be("artifact storage not configured");
        wire.ShouldHaveReceivedOne();
    }

    /// <summary>A stream that never ends and has no length.</summary>
    private sealed class EndlessStream : Stream
    {
        private long _read;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => _read; set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count)
        {
            _read += count;
            return count;
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
