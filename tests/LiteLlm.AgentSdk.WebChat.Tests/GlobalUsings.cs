global using FluentAssertions;
global using LiteLlm.AgentSdk.Testing;
global using LiteLlm.AgentSdk.WebChat.Tests.Browsers;
global using LiteLlm.AgentSdk.WebChat.Tests.Support;
global using Xunit;
