namespace LiteLlm.AgentSdk.Extensions.Agents.Tests;

/// <summary>RunAsync with a type requests JSON in the message, and checks the answer.</summary>
public sealed class StructuredOutputTests
{
    [Theory]
    [InlineData("""{"city":"Bern","count":3}""")]
    [InlineData("""```json\n{"city":"Bern","count":3}\n```""")]
    public async Task An_answer_is_read(string answer)
    {
        await using Lap lap = await Lap.StartAsync();
        AIAgent agent = lap.Agent.AsAIAgent(new() { StructuredOutput = true });

        AgentResponse<Place> response = await agent.RunAsync<Place>("JSON " + answer);

        response.Result.Should().Be(new Place("Bern", 3));
        response.Messages.SelectMany(m => m.Contents).OfType<TextReasoningContent>().Select(c => c.Text).Should().Equal("Let me see.");
        lap.Turns.Should().ContainSingle().Which.Text.Should().Contain("Answer with JSON alone").And.Contain("\"required\"");
    }

    [Theory]
    [InlineData("It is Bern.", "*not the requested JSON*")]
    [InlineData("[1]", "*requires an object*")]
    [InlineData("""{"city":"Bern"}""", "*has no count*")]
    public async Task Another_answer_is_an_exception(string answer, string words)
    {
        await using Lap lap = await Lap.StartAsync();
        AIAgent agent = lap.Agent.AsAIAgent(new() { StructuredOutput = true });

        (await agent.Invoking(a => a.RunAsync<Place>("JSON " + answer)).Should().ThrowAsync<AgentPlatformException>().WithMessage(words))
            .Which.MayHaveTakenEffect.Should().BeTrue();
    }

    internal sealed record Place(string City, int Count);
}
