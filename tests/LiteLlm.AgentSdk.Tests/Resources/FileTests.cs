using System.Text;
using FluentAssertions;
using Xunit;

namespace LiteLlm.AgentSdk.Tests.Resources;

/// <summary>Local files that become attachments and sandbox files.</summary>
public sealed class FileTests : IDisposable
{
    private static readonly byte[] s_png = [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13];

    private readonly string _folder = Directory.CreateTempSubdirectory("lap-files").FullName;

    public static TheoryData<byte[], string> Contents() => new()
    {
        { s_png, "image/png" },
        { [0xFF, 0xD8, 0xFF, 0xE0], "image/jpeg" },
        { "GIF89a..."u8.ToArray(), "image/gif" },
        { "RIFF\u0001\u0001\u0001\u0001WEBPVP8 "u8.ToArray(), "image/webp" },
        { "RIFF\u0001\u0001\u0001\u0001WAVE"u8.ToArray(), "text/plain" },
        { "%PDF-1.7"u8.ToArray(), "application/pdf" },
        { [(byte)'P', (byte)'K', 3, 4, 0], "application/zip" },
        { [0x1F, 0x8B, 8], "application/gzip" },
        { "machine x\n漢字 😀"u8.ToArray(), "text/plain" },
        { [], "text/plain" },
        { [0xC3, 0x28], "application/octet-stream" },
        { [(byte)'a', 0, (byte)'b'], "application/octet-stream" },
    };

    [Theory]
    [MemberData(nameof(Contents))]
    public async Task The_type_is_detected_by_the_content_and_not_by_the_name(byte[] content, string type)
    {
        SandboxFile file = await SandboxFile.FromFileAsync(Write("looks-like.png", content), "~/x");

        file.ContentType.Should().Be(type);
        file.Name.Should().Be("looks-like.png");
        file.SandboxPath.Should().Be("~/x");
        file.Content.ToArray().Should().Equal(content);
        file.Size.Should().Be(content.Length);
    }

    [Fact]
    public async Task An_image_becomes_an_attachment()
    {
        Attachment attachment = await Attachment.FromFileAsync(Write("screen.bin", s_png));

        (attachment.Name, attachment.MimeType).Should().Be(("screen.bin", "image/png"));
        attachment.Content.ToArray().Should().Equal(s_png);
    }

    [Fact]
    public async Task A_file_that_is_not_an_image_can_not_be_attached_whatever_its_name()
    {
        Func<Task> attach = () => Attachment.FromFileAsync(Write("a.png", Encoding.UTF8.GetBytes("no image")));

        AgentPlatformValidationException e = (await attach.Should().ThrowAsync<AgentPlatformValidationException>()).Which;
        e.ValidationErrors.Should().ContainSingle().Which.Path.Should().Be("attachments[0].mime_type");
        e.Message.Should().Contain("a.png").And.Contain("text/plain");
    }

    [Fact]
    public async Task A_file_that_is_too_big_is_not_read()
    {
        string path = Path.Combine(_folder, "huge.png");
        await using (FileStream file = File.Create(path))
        {
            file.SetLength(1L << 40); // sparse, and larger than could be read
        }

        Func<Task> attach = () => Attachment.FromFileAsync(path);
        Func<Task> put = () => SandboxFile.FromFileAsync(path, "/x");

        (await attach.Should().ThrowAsync<AgentPlatformValidationException>()).Which.Message
            .Should().Contain("1099511627776").And.Contain("5242880");
        (await put.Should().ThrowAsync<AgentPlatformValidationException>()).Which.Message.Should().Contain("7864320");
    }

    [Fact]
    public async Task A_file_of_the_maximum_size_is_accepted()
    {
        byte[] content = new byte[5 * 1024 * 1024];
        s_png.CopyTo(content, 0);

        (await Attachment.FromFileAsync(Write("a.png", content))).Content.Length.Should().Be(content.Length);
    }

    [Fact]
    public async Task The_path_in_the_sandbox_is_checked_before_the_file_is_read()
    {
        Func<Task> put = () => SandboxFile.FromFileAsync(Path.Combine(_folder, "not-there"), "relative/path");

        (await put.Should().ThrowAsync<AgentPlatformValidationException>()).Which.ValidationErrors.Should().ContainSingle().Which.Path
            .Should().Be("sandbox_path");
    }

    [Fact]
    public async Task A_missing_file_throws_the_exception_of_the_system()
    {
        Func<Task> attach = () => Attachment.FromFileAsync(Path.Combine(_folder, "not-there"));

        await attach.Should().ThrowAsync<FileNotFoundException>();
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string Write(string name, byte[] content)
    {
        string path = Path.Combine(_folder, name);
        File.WriteAllBytes(path, content);
        return path;
    }
}
