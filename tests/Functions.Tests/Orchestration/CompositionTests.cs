using System.Reflection;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using CloudWorkspaces.Agents;
using CloudWorkspaces.AzureServices;
using CloudWorkspaces.Flavors;
using CloudWorkspaces.Functions.Tests.Agents;
using CloudWorkspaces.Functions.Tests.Workspaces;
using CloudWorkspaces.Runs;
using CloudWorkspaces.Runs.Orchestration;
using CloudWorkspaces.Workspaces;
using CloudWorkspaces.Workspaces.Usage;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace CloudWorkspaces.Functions.Tests.Orchestration;

public sealed class CompositionTests
{
    [Fact]
    public void AddRunOrchestration_WithTheAgentEndpoint_CanMakeEveryFunctionClass()
    {
        var services = new ServiceCollection()
            .AddLogging()
            .AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(
                new Dictionary<string, string?>
                {
                    ["Agent:Endpoint"] = "http://127.0.0.1:7071/api/agent",
                    ["Agent:Image"] = "agent:1",
                    ["Agent:Key"] = Convert.ToBase64String(new byte[32]),
                }).Build())
            .AddSingleton(TimeProvider.System)
            .AddSingleton(new TableServiceClient("UseDevelopmentStorage=true"))
            .AddSingleton(new BlobServiceClient("UseDevelopmentStorage=true"))
            .AddSingleton<IRunStore, FakeRuns>()
            .AddSingleton<IRunGroups, FakeGroups>()
            .AddSingleton<IBlobSas, FakeSas>()
            .AddSingleton<IWorkspaces, FakeWorkspaces>()
            .AddSingleton<IFlavors>(new ConfiguredFlavors(Options.Create(new FlavorsOptions())))
            .AddUsage()
            .AddRunOrchestration()
            .AddAgentEndpoint();
        using var provider = services.BuildServiceProvider(
            new ServiceProviderOptions { ValidateOnBuild = true, ValidateScopes = true });

        foreach (var type in FunctionClasses())
        {
            Assert.NotNull(ActivatorUtilities.CreateInstance(provider, type));
        }
    }

    [Fact]
    public void RunSignals_Orchestrator_IsTheClassesName() =>
        Assert.Equal(nameof(RunOrchestrator), RunSignals.Orchestrator);

    private static IEnumerable<Type> FunctionClasses() => typeof(RunOrchestrator).Assembly.GetTypes().Where(type =>
        type is { IsAbstract: false, Namespace: "CloudWorkspaces.Runs.Orchestration" or "CloudWorkspaces.Agents" } &&
        type.GetMethods().Any(method => method.GetCustomAttribute<FunctionAttribute>() is not null));
}
