global using FluentAssertions;
global using LiteLlm.AgentSdk.IntegrationTests.Support;
global using Xunit;
