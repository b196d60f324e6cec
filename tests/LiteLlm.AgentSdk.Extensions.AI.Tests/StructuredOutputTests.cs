namespace LiteLlm.AgentSdk.Extensions.AI.Tests;

/// <summary>JSON as response format is refused unless enabled. If enabled, it is requested in the message and checked.</summary>
public sealed class StructuredOutputTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_answer_is_read(bool ofSession)
    {
        await using Lap lap = await Lap.StartAsync();
        IChatClient chat = ofSession
            ? (await lap.Agent.CreateSessionAsync()).AsChatClient(new() { StructuredOutput = true })
            : lap.Agent.AsChatClient(new() { StructuredOutput = true });

        ChatResponse<Place> response = await chat.GetResponseAsync<Place>("""JSON {"city":"Bern","count":3}""");

        response.Result.Should().Be(new Place("Bern", 3));
        lap.Turns.Should().ContainSingle().Which.Text.Should().Contain("Answer with JSON alone").And.Contain("\"required\"");
    }

    [Fact]
    public async Task Another_answer_is_an_exception()
    {
        await using Lap lap = await Lap.StartAsync();
        IChatClient chat = lap.Agent.AsChatClient(new() { StructuredOutput = true });

        await chat.Invoking(c =>
            c.GetResponseAsync<Place>("JSON It is Bern."))
            .Should().ThrowAsync<AgentPlatformException>().WithMessage("*not the requested JSON*");
    }

    [Fact]
    public async Task A_JSON_format_that_is_not_enabled_is_refused_with_the_remedy()
    {
        await using Lap lap = await Lap.StartAsync();

        await lap.Agent.AsChatClient().Invoking(c => c.GetResponseAsync<Place>("x"))
            .Should().ThrowAsync<AgentPlatformValidationException>().WithMessage("*StructuredOutput*");
        lap.Turns.Should().BeEmpty();
    }

    internal sealed record Place(string City, int Count);
}
