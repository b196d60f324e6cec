global using FluentAssertions;
global using LiteLlm.AgentSdk.AspNetCore.Tests.Support;
global using LiteLlm.AgentSdk.Testing;
global using LiteLlm.AgentSdk.Tests.Stubs;
global using Xunit;
