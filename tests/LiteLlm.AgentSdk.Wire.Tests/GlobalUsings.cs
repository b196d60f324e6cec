global using FluentAssertions;
global using LiteLlm.AgentSdk.Tests.Http;
global using LiteLlm.AgentSdk.Tests.Options;
global using LiteLlm.AgentSdk.Tests.Stubs;
global using LiteLlm.AgentSdk.Wire.Tests.Wire;
global using Xunit;
