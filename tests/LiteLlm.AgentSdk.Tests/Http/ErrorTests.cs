using FluentAssertions;
using LiteLlm.AgentSdk.Tests.Stubs;
using Xunit;

namespace LiteLlm.AgentSdk.Tests.Http;

public class ErrorTests
{
    [Fact]
    public async Task A_reply_whose_earlier_messages_can_not_be_read_is_not_lost()
    {
        await using KestrelStub stub = await KestrelStub.StartAsync(context => context.Request.Method == "POST"
            ? Respond.Json("""{"info":{"id":"msg_2","role":"assistant","parentID":"msg_1"},"parts":[{"type":"text","text":"the end"}]}""")(context)
            : Respond.Json("""{"error":"harness request failed"}""", 502)(context));
        using AgentPlatformClient client = Clients.For(stub.BaseAddress);

        ReplyIncompleteException failure = await Calls.FailureAsync<ReplyIncompleteException>(client, "send");

        failure.Reply.Text.Should().Be("the end");
        failure.MayHaveTakenEffect.Should().BeTrue();
        failure.InnerException.Should().BeOfType<AgentPlatformSandboxException>();
        stub.Requests.Count(r => r.Method == "POST").Should().Be(1);
    }
}
