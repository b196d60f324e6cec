global using System.Text.Json;
global using FluentAssertions;
global using LiteLlm.AgentSdk.Extensions.Agents.Tests.Support;
global using LiteLlm.AgentSdk.Extensions.AI.Tests.Support;
global using LiteLlm.AgentSdk.Testing;
global using Microsoft.Agents.AI;
global using Microsoft.Extensions.AI;
global using Xunit;
