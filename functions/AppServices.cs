using CloudWorkspaces.Agents;
using CloudWorkspaces.AzureServices;
using CloudWorkspaces.Batches;
using CloudWorkspaces.Containers;
using CloudWorkspaces.Environments;
using CloudWorkspaces.Environments.Updates;
using CloudWorkspaces.Events;
using CloudWorkspaces.Files;
using CloudWorkspaces.Flavors;
using CloudWorkspaces.Homes;
using CloudWorkspaces.Http;
using CloudWorkspaces.Identity;
using CloudWorkspaces.Mounts;
using CloudWorkspaces.Outbound;
using CloudWorkspaces.Parity;
using CloudWorkspaces.Processes;
using CloudWorkspaces.Runs;
using CloudWorkspaces.Runs.Groups;
using CloudWorkspaces.Runs.Orchestration;
using CloudWorkspaces.Secrets;
using CloudWorkspaces.Sessions;
using CloudWorkspaces.Workspaces;
using CloudWorkspaces.Workspaces.Usage;
using Microsoft.Extensions.DependencyInjection;

namespace CloudWorkspaces;

/// <summary>All features of the app.</summary>
internal static class AppServices
{
    public static IServiceCollection AddCloudWorkspaces(this IServiceCollection services) => services
        .AddSingleton(TimeProvider.System)
        .AddAzureClients()
        .AddHttp()
        .AddEvents()
        .AddIdentity()
        .AddFlavors()
        .AddEnvironments()
        .AddHomes()
        .AddWorkspaces()
        .AddFiles()
        .AddSecrets()
        .AddRuns()
        .AddMounts()
        .AddContainers()
        .AddRunGroups()
        .AddRunOrchestration()
        .AddUsage()
        .AddAgentEndpoint()
        .AddSessions()
        .AddBatches()
        .AddOutbound()
        .AddProcesses()
        .AddParity()
        .AddEnvironmentUpdates();
}
