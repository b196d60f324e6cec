namespace LiteLlm.AgentSdk.Tests.Coverage;

/// <summary>Every call that the platform has, in the order of its documentation; the source of docs/api-coverage.md.</summary>
internal static class ApiCalls
{
    public static IReadOnlyList<ApiCall> All { get; } =
    [
        new("Agents", "POST /api/v1/managed_agents/agents", ["AgentsClient.CreateAsync", "Agent.CreateAsync"], ["AgentTests.An_agent_is_changed_read_again_and_deleted"]),
        new("Agents", "GET /api/v1/managed_agents/agents?limit&offset&search&sort&order",
            ["AgentsClient.ListAsync"], ["AgentTests.Lists_go_over_all_pages"]),
        new("Agents", "GET /api/v1/managed_agents/agents/{id}", ["AgentsClient.GetAsync", "Agent.RefreshAsync", "Session.GetAgentAsync"], []),
        new("Agents", "PATCH /api/v1/managed_agents/agents/{id}", ["AgentsClient.UpdateAsync", "Agent.UpdateAsync"], []),
        new("Agents", "DELETE /api/v1/managed_agents/agents/{id}", ["AgentsClient.DeleteAsync", "Agent.DeleteAsync"], []),
        new("Agents", "POST /api/v1/managed_agents/agents/{id}/skill", ["AgentsClient.AttachSkillAsync", "Agent.AttachSkillAsync"], ["SkillTests.An_agent_keeps_what_the_platform_says_when_a_skill_is_attached_or_detached"]),
        new("Agents", "DELETE /api/v1/managed_agents/agents/{id}/skill?skill_id", ["AgentsClient.DetachSkillAsync", "AgentsClient.DetachAllSkillsAsync", "Agent.DetachSkillAsync", "Agent.DetachAllSkillsAsync"], ["SkillTests.To_detach_no_skill_is_not_to_detach_all"]),
        new("Agents", "POST /api/v1/managed_agents/agents/{id}/template", ["AgentsClient.SyncTemplateAsync", "Agent.SyncTemplateAsync"], []),
        new("Sessions", "POST /api/v1/managed_agents/agents/{id}/session", ["Agent.CreateSessionAsync", "SessionsClient.CreateAsync"], []),
        new("Sessions", "GET /api/v1/managed_agents/sessions?agent_id&limit", ["SessionsClient.ListAsync", "Agent.ListSessionsAsync"], []),
        new("Sessions", "GET /api/v1/managed_agents/sessions/{id}", ["SessionsClient.GetAsync", "Agent.GetSessionAsync", "Session.RefreshAsync", "Session.WaitUntilReadyAsync", "Session.WaitForInitialReplyAsync"], []),
        new("Sessions", "DELETE /api/v1/managed_agents/sessions/{id}", ["Session.TerminateAsync", "SessionsClient.TerminateAsync"], []),
        new("Sessions", "POST /api/v1/managed_agents/sessions/{id}/message", ["Session.SendAsync"], []),
        new("Sessions", "POST /api/v1/managed_agents/sessions/{id}/message_stream", ["Session.SendStreamingAsync", "Session.SendAsync"], []),
        new("Sessions", "GET /api/v1/managed_agents/sessions/{id}/messages", ["Session.GetMessagesAsync", "Session.FindTurnAsync", "Session.FollowInitialTurnAsync", "AgentPlatformClient.ResumeTurnAsync", "Session.ResumeTurnAsync"], []),
        new("Sessions", "GET /api/v1/managed_agents/sessions/{id}/events", ["Session.FollowTurnAsync"], []),
        new("Sessions", "GET /api/v1/managed_agents/sessions/{id}/stream?follow", ["Session.FollowAsync", "Session.ClaudeMessagesAsync"], []),
        new("Sessions", "POST /api/v1/managed_agents/sessions/{id}/abort", ["Session.AbortAsync"], []),
        new("Sessions", "POST /api/v1/managed_agents/sessions/{id}/restart", ["Session.RestartAsync"], []),
        new("Sessions", "GET /api/v1/managed_agents/sessions/{id}/log", ["Session.GetLogAsync"], []),
        new("Sessions", "GET /api/v1/managed_agents/sessions/{id}/sandbox_logs?sinceSeconds&tailLines", ["Session.GetSandboxLogsAsync"], ["SandboxTests.What_is_asked_of_a_sandbox_goes_out_as_the_platform_takes_it"]),
        new("Sessions", "GET /api/v1/managed_agents/sessions/{id}/diagnose", ["Session.DiagnoseAsync"], ["SandboxTests.What_the_platform_says_of_a_session_is_handed_on"]),
        new("Sessions", "GET /api/v1/managed_agents/sessions/{id}/vault-keys", ["Session.GetVaultKeysAsync"], ["SandboxTests.What_the_platform_says_of_a_session_is_handed_on"]),
        new("Sessions", "GET /api/v1/managed_agents/sessions/{id}/interceptions", ["Session.GetInterceptionsAsync"], ["SandboxTests.What_the_platform_says_of_a_session_is_handed_on"]),
        new("Sessions", "POST /api/v1/managed_agents/sessions/{id}/artifacts", ["Session.UploadArtifactAsync"], ["ArtifactTests.What_is_left_of_a_stream_is_sent_with_its_type_and_size"]),
        new("Sessions", "GET /api/v1/managed_agents/sessions/{id}/assessment", ["Session.GetAssessmentAsync"], []),
        new("Sessions", "POST /api/v1/managed_agents/sessions/{id}/assessment", ["Session.AssessAsync"], ["SandboxTests.What_the_platform_says_of_a_session_is_handed_on"]),
        new("Sessions", "POST /api/v1/managed_agents/sessions/{id}/sandbox/provision", ["Session.ProvisionSandboxAsync"], ["SandboxTests.What_is_asked_of_a_sandbox_goes_out_as_the_platform_takes_it"]),
        new("Sessions", "POST /api/v1/managed_agents/sessions/{id}/sandbox/execute", ["Session.ExecuteInSandboxAsync"], ["SandboxTests.A_command_has_a_time_limit_of_its_own_and_may_have_run"]),
        new("Sessions", "POST /api/v1/managed_agents/sessions/{id}/sandbox/read-file", ["Session.ReadSandboxFileAsync"], ["SandboxTests.What_is_asked_of_a_sandbox_goes_out_as_the_platform_takes_it"]),
        new("Skills", "GET /api/v1/skills", ["SkillsClient.ListAsync"], ["SkillTests.A_list_that_is_null_has_nothing_in_it"]),
        new("Skills", "POST /api/v1/skills", ["SkillsClient.CreateAsync"], ["SkillTests.All_that_is_wrong_is_told_before_anything_is_sent"]),
        new("Skills", "GET /api/v1/skills/{id}", ["SkillsClient.GetAsync"], []),
        new("Skills", "PATCH /api/v1/skills/{id}", ["SkillsClient.UpdateAsync"], ["SkillTests.A_null_is_sent_only_where_a_field_is_to_be_cleared"]),
        new("Skills", "DELETE /api/v1/skills/{id}", ["SkillsClient.DeleteAsync"], []),
        new("Memories", "GET /api/v1/managed_agents/agents/{id}/memory?q&tag", ["AgentMemoriesClient.ListAsync"], []),
        new("Memories", "POST /api/v1/managed_agents/agents/{id}/memory", ["AgentMemoriesClient.CreateAsync"], ["AgentResourceTests.Memories_that_can_not_be_are_refused"]),
        new("Memories", "PATCH /api/v1/managed_agents/agents/{id}/memory/{memory_id}", ["AgentMemoriesClient.UpdateAsync"], []),
        new("Memories", "DELETE /api/v1/managed_agents/agents/{id}/memory/{memory_id}", ["AgentMemoriesClient.DeleteAsync"], []),
        new("Memories", "GET /api/v1/managed_agents/sessions/{id}/memory?q&tag", ["SessionMemoriesClient.ListAsync"], []),
        new("Memories", "POST /api/v1/managed_agents/sessions/{id}/memory", ["SessionMemoriesClient.CreateAsync"], []),
        new("Automations", "GET /api/v1/managed_agents/agents/{id}/automations", ["AutomationsClient.ListAsync"], []),
        new("Automations", "POST /api/v1/managed_agents/agents/{id}/automations", ["AutomationsClient.CreateAsync"], ["AgentResourceTests.Automations_that_can_not_be_are_refused"]),
        new("Automations", "PATCH /api/v1/managed_agents/agents/{id}/automations/{automation_id}", ["AutomationsClient.UpdateAsync"], []),
        new("Automations", "DELETE /api/v1/managed_agents/agents/{id}/automations/{automation_id}", ["AutomationsClient.DeleteAsync"], []),
        new("Automations", "POST /api/v1/managed_agents/agents/{id}/automations/{automation_id}/run", ["AutomationsClient.RunAsync"], ["AgentResourceTests.A_run_is_started_once"]),
        new("Automations", "GET /api/v1/managed_agents/agents/{id}/automation-runs?limit", ["AutomationsClient.ListRunsAsync"], []),
        new("Automations", "GET /api/v1/managed_agents/agents/{id}/automation-runs/{run_id}", ["AutomationsClient.GetRunAsync"], []),
        new("Issues", "GET /api/v1/managed_agents/agents/{id}/issues?status&severity&limit", ["AgentIssuesClient.ListAsync"], ["AgentResourceTests.Issues_are_asked_for_as_the_options_say"]),
        new("Issues", "POST /api/v1/managed_agents/agents/{id}/issues", ["AgentIssuesClient.CreateAsync"], ["AgentResourceTests.An_issue_says_whether_it_is_new_or_was_counted_up"]),
        new("Issues", "GET /api/v1/managed_agents/agents/{id}/issues/{issue_id}", ["AgentIssuesClient.GetAsync"], ["AgentResourceTests.Ids_stay_one_segment"]),
        new("Issues", "PATCH /api/v1/managed_agents/agents/{id}/issues/{issue_id}", ["AgentIssuesClient.UpdateAsync"], []),
        new("Issues", "GET /api/v1/managed_agents/sessions/{id}/issues?status&severity&limit", ["SessionIssuesClient.ListAsync"], []),
        new("Issues", "POST /api/v1/managed_agents/sessions/{id}/issues", ["SessionIssuesClient.CreateAsync"], ["AgentResourceTests.An_issue_says_whether_it_is_new_or_was_counted_up"]),
        new("Issues", "PATCH /api/v1/managed_agents/sessions/{id}/issues/{issue_id}", ["SessionIssuesClient.UpdateAsync"], []),
        new("Projects", "GET /api/v1/managed_agents/projects", ["ProjectsClient.ListAsync"], []),
        new("Projects", "POST /api/v1/managed_agents/projects", ["ProjectsClient.CreateAsync"], ["ProjectTests.A_name_that_can_not_be_is_refused"]),
        new("Projects", "GET /api/v1/managed_agents/projects/{id}", ["ProjectsClient.GetAsync"], ["ProjectTests.Files_come_whole_also_those_that_are_no_base64"]),
        new("Projects", "PATCH /api/v1/managed_agents/projects/{id}", ["ProjectsClient.UpdateAsync"], ["ProjectTests.An_update_sends_what_is_set_and_nothing_else"]),
        new("Projects", "DELETE /api/v1/managed_agents/projects/{id}", ["ProjectsClient.DeleteAsync"], []),
        new("Templates, images, models", "GET /api/v1/templates", ["TemplatesClient.ListAsync"], []),
        new("Templates, images, models", "GET /api/v1/managed_agents/dockerfiles", ["ServerClient.ListHarnessImagesAsync"], []),
        new("Templates, images, models", "GET /api/v1/models", ["ServerClient.ListModelsAsync"], []),
        new("Templates, images, models", "GET /api/v1/mcp/server", ["ServerClient.ListMcpServersAsync"], ["ServerTests.Gateways_name_their_servers_in_their_own_ways"]),
        new("Integrations", "GET /api/v1/integrations?agent_id", ["IntegrationsClient.ListAsync"], ["IntegrationTests.An_agent_is_bound_to_one_workspace_of_a_service"]),
        new("Integrations", "GET /api/v1/integrations/{id}/manifest", ["IntegrationsClient.GetManifestAsync"], ["IntegrationTests.A_manifest_is_handed_on_as_it_is"]),
        new("Integrations", "POST /api/v1/managed_agents/agents/{id}/integrations/{provider_id}/bind", ["IntegrationsClient.BindAsync", "Agent.BindIntegrationAsync"], ["IntegrationTests.An_agent_is_bound_to_one_workspace_of_a_service"]),
        new("Integrations", "DELETE /api/v1/managed_agents/agents/{id}/integrations/{provider_id}/bind", ["IntegrationsClient.UnbindAsync", "Agent.UnbindIntegrationAsync"], ["IntegrationTests.An_agent_is_bound_to_one_workspace_of_a_service"]),
        new("The platform itself", "GET /api/config", ["ServerClient.GetConfigurationAsync"], ["ServerTests.The_configuration_is_beside_the_versions"]),
        new("The platform itself", "GET /api/v1/health/k8s", ["ServerClient.GetHealthAsync"], ["ServerTests.A_platform_that_does_not_reach_its_cluster_is_an_answer"]),
        new("The platform itself", "GET /api/v1/admin/stats", ["ServerClient.GetStatisticsAsync"], []),
        new("The platform itself", "GET /api/v1/metrics", ["ServerClient.GetMetricsAsync"], []),
        new("The platform itself", "GET /api/v1/admin/inline-harness", ["ServerClient.GetInlineHarnessAsync"], ["IntegrationTests.Operators_switch_the_inline_harness"]),
        new("The platform itself", "POST /api/v1/admin/inline-harness", ["ServerClient.SetInlineHarnessAsync"], ["IntegrationTests.Operators_switch_the_inline_harness"]),
        new("Terminals", "GET {tty_url}", ["Session.OpenTerminalAsync"], ["TerminalTransferTests.Ten_megabytes_go_both_ways_intact"]),
        new("Left out", "* /api/v1/managed_agents/sessions/{id}/opencode/...", [], [], "the harness's own HTTP surface, verbatim: a message that goes that way is not recorded in the timeline under every harness, is not given the agent's prompt, and runs in parallel to turns that the platform knows of; what it can do beyond the calls above differs from harness to harness"),
        new("Left out", "* /api/v1/managed_agents/sessions/{id}/phase", [], [], "what a sandbox reports to the platform, with a token of its own"),
        new("Left out", "POST /api/v1/managed_agents/sessions/{id}/stop", [], [], "the documentation names it, the platform does not have it"),
        new("Left out", "GET /api/v1/sandbox/test", [], [], "starts a sandbox of another provider and measures it: for those who install the platform"),
        new("Left out", "POST /api/v1/agent-auth/refresh", [], [], "how a sandbox's program renews its token"),
        new("Left out", "* /api/ui/auth/cookie", [], [], "the web page's own sign-in"),
        new("Left out", "GET /api/ui/sessions/{id}/stream", [], [], "the web page's own stream, with its cookie in place of the key; the SDK's is /sessions/{id}/stream"),
        new("Left out", "* /api/ui/sessions/{id}/opencode/...", [], [], "the web page's own way to the harness"),
        new("Left out", "POST /api/integrations/webhooks/...", [], [], "webhooks: other services call them, and sign what they send"),
        new("Left out", "GET /api/integrations/oauth/{id}/authorize", [], [], "where a browser starts to install the platform in another service's workspace"),
        new("Left out", "GET /api/integrations/oauth/{id}/callback", [], [], "the OAuth callback: another service sends the browser there"),
        new("Left out", "* /api/mcp-rest/...", [], [], "passed on to the LiteLLM gateway, whose own API it is"),
        new("Left out", "* /api/v1/...", [], [], "every other path is passed on to the LiteLLM gateway, whose own API it is; the models and MCP servers above are those that agents need"),
    ];

    /// <summary>Public members that make no call of their own: they hand out what does, or are made of other members.</summary>
    public static IReadOnlySet<string> Composed { get; } = new HashSet<string>(StringComparer.Ordinal)
    {
        "Attachment.FromFileAsync", // reads a file
        "SandboxFile.FromFileAsync",
    };

    /// <summary>Recorded requests that are no call of the platform, by their path or, with an asterisk, by how it begins; with the reason.</summary>
    public static IReadOnlyDictionary<string, string> NoCalls { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["/v1/managed_agents/*"] = "the older proxy's paths, asked of the platform",
        ["/api/v2/x"] = "nobody's path",
        ["/api/v1/unknown/thing"] = "nobody's path",
        ["/api/v1/whatever"] = "nobody's path",
        ["/api/v1/managed_agents/templates"] = "nobody's path",
        ["/api/v1/managed_agents/agents/"] = "a slash at its end, which is redirected",
    };

    public static bool IsNoCall(string entry, string path) =>
        entry.EndsWith('*') ? path.StartsWith(entry[..^1], StringComparison.Ordinal) : path.Split('?')[0] == entry;
}
