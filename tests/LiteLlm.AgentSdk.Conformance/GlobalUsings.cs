global using FluentAssertions;
global using LiteLlm.AgentSdk.Testing;
global using LiteLlm.AgentSdk.Tests;
global using Xunit;
