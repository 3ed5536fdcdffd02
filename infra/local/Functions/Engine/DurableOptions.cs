using Microsoft.Extensions.Configuration;

namespace CloudWorkspaces.Local.Functions.Engine;

/// <summary>What host.json's extensions.durableTask says, as far as it is honoured here.</summary>
internal sealed record DurableOptions
{
    /// <summary>Prefix of all tables and containers; 3 to 45 letters and digits.</summary>
    public string HubName { get; init; } = "TestHubName";

    /// <summary>Activities at the same time; 10 for each core by default, as in the official extension.</summary>
    public int MaxConcurrentActivityFunctions { get; init; } = 10 * Environment.ProcessorCount;

    /// <summary>Orchestrator turns at the same time; 10 for each core by default.</summary>
    public int MaxConcurrentOrchestratorFunctions { get; init; } = 10 * Environment.ProcessorCount;

    public static DurableOptions From(IConfiguration hostSection) =>
        hostSection.GetSection("extensions:durableTask").Get<DurableOptions>() ?? new DurableOptions();
}
