global using FluentAssertions;
global using LiteLlm.AgentSdk.Extensions.AI;
global using LiteLlm.AgentSdk.Extensions.AI.Tests.Support;
global using LiteLlm.AgentSdk.Testing;
global using Microsoft.Extensions.AI;
global using Xunit;
