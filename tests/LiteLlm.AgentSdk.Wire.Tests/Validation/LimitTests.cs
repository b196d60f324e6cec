using System.Text;

namespace LiteLlm.AgentSdk.Wire.Tests.Validation;

/// <summary>The limits of the contract are checked before anything is sent.</summary>
public class LimitTests
{
    [Fact]
    public async Task A_request_contains_values_unchanged_and_omits_unset_values()
    {
        using PlatformWire wire = PlatformWire.Start(Answer.Json(Clients.Agent));
        using AgentPlatformClient client = Clients.For(wire.BaseAddress);

        await client.Agents.UpdateAsync("a1", new() { EnvVars = new() { ["camelKey"] = "\"ü🙂\n</script>", ["_B"] = "" } });
        await client.Agents.UpdateAsync("a1", new());

        wire.Requests[0].Json!.ToJsonString().Should().Be(new System.Text.Json.Nodes.JsonObject
        {
            ["env_vars"] = new System.Text.Json.Nodes.JsonObject { ["camelKey"] = "\"ü🙂\n</script>", ["_B"] = "" },
        }.ToJsonString());
        wire.Requests[1].Text.Should().Be("{}");
    }
}
