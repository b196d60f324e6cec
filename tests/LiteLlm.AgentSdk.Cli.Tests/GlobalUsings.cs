global using FluentAssertions;
global using LiteLlm.AgentSdk.Cli.Tests.Screens;
global using LiteLlm.AgentSdk.Cli.Tests.Support;
global using LiteLlm.AgentSdk.Testing;
global using Xunit;
global using static LiteLlm.AgentSdk.Cli.Tests.Screens.Script;
