global using FluentAssertions;
global using LiteLlm.AgentSdk.Testing.Tests.Support;
global using Xunit;
