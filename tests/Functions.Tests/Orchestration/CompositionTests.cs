using System.Reflection;
using CloudWorkspaces.Runs;
using CloudWorkspaces.Runs.Orchestration;
using CloudWorkspaces.Workspaces;
using CloudWorkspaces.Workspaces.Usage;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Hosting.Internal;
using Microsoft.Extensions.Options;

namespace CloudWorkspaces.Functions.Tests.Orchestration;

public sealed class CompositionTests
{
    private static readonly Dictionary<string, string?> Settings = new()
    {
        ["Storage:ConnectionString"] = "UseDevelopmentStorage=true",
        ["Arm:Token"] = "none",
        ["Arm:SubscriptionId"] = Guid.Empty.ToString(),
        ["Arm:ResourceGroup"] = "tests",
        ["Arm:Location"] = "westeurope",
        ["Agent:Endpoint"] = "http://127.0.0.1:7071/api/agent",
        ["Agent:Image"] = "agent:1",
        ["Agent:Key"] = Convert.ToBase64String(new byte[32]),
        ["Secrets:Key"] = Convert.ToBase64String(new byte[32]),
        ["Identity:Tokens:0:User"] = "tester",
        ["Identity:Tokens:0:Sha256"] = new string('0', 64),
        ["Environments:eo:Version"] = "1",
        ["Environments:eo:Image"] = "eo:1",
        ["Flavors:small:Cpu"] = "1",
        ["Flavors:small:MemoryGiB"] = "2",
    };

    [Fact]
    public void AddCloudWorkspaces_AllFeatures_CanMakeEveryFunctionClass()
    {
        var services = new ServiceCollection()
            .AddLogging()
            // The host's own.
            .AddSingleton<IHostApplicationLifetime, ApplicationLifetime>()
            .AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(Settings).Build())
            .AddCloudWorkspaces();
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
        type is { IsAbstract: false } &&
        type.GetMethods().Any(method => method.GetCustomAttribute<FunctionAttribute>() is not null));
}
