using Azure.ResourceManager.ContainerInstance;
using Azure.ResourceManager.Resources;
using CloudWorkspaces.Agents;
using CloudWorkspaces.AzureServices;
using CloudWorkspaces.Containers;
using CloudWorkspaces.Flavors;
using CloudWorkspaces.Functions.Tests.Agents;
using CloudWorkspaces.Homes;
using CloudWorkspaces.Mounts;
using CloudWorkspaces.Runs;
using CloudWorkspaces.Runs.Groups;
using CloudWorkspaces.Runs.Orchestration;
using CloudWorkspaces.Secrets;
using Microsoft.Extensions.Options;

namespace CloudWorkspaces.Functions.Tests.Groups;

/// <summary>A run and what is needed to make its container group.</summary>
internal static class SampleRun
{
    public static readonly RunRecord Record = new()
    {
        Workspace = "default",
        Id = RunId.New(DateTimeOffset.UnixEpoch.AddYears(50)),
        State = RunState.Provisioning,
        Trigger = RunTrigger.Http,
        Notebook = "a.ipynb",
        NotebookSha256 = "00",
        Environment = "eo:2026.11",
        Flavor = "small",
        Image = "registry/eo@sha256:1",
        CreatedOn = DateTimeOffset.UnixEpoch,
        CreatedBy = "tester",
    };

    public static readonly RunAttempt Attempt =
        new(new RunReference(Record.Workspace, Record.Id.Value), Record.Attempt);

    public static ArmRunGroups GroupsOf(ScriptedArm arm, IDeliveredSecrets? secrets = null, FakeMounts? mounts = null)
    {
        var options = arm.Options;
        var agent = Options.Create(new AgentOptions
        {
            Endpoint = new Uri("http://127.0.0.1:7071/api/agent"),
            Image = "agent:1",
            Key = Convert.ToBase64String(new byte[32]),
        });
        return new ArmRunGroups(
            GroupsOf(arm, agent, secrets: secrets, mounts: mounts), new OneFlavor(), new AgentKeys(agent), Options.Create(options));
    }

    public static WorkloadGroups GroupsOf(
        ScriptedArm arm,
        IOptions<AgentOptions> agent,
        HomeOptions? homes = null,
        IDeliveredSecrets? secrets = null,
        FakeMounts? mounts = null)
    {
        var options = arm.Options;
        var resourceGroup = ResourceGroupResource.CreateResourceIdentifier(options.SubscriptionId, options.ResourceGroup);
        mounts ??= new FakeMounts();
        return new WorkloadGroups(
            ArmClients.Create(options).GetResourceGroupResource(resourceGroup).GetContainerGroups(),
            new WorkloadGroupBuilder(Options.Create(options), agent, Options.Create(homes ?? new HomeOptions())),
            new MountVolumes(mounts, new MountKey(mounts.Kept), Options.Create(homes ?? new HomeOptions())),
            secrets ?? new FakeSecrets());
    }

    private sealed class OneFlavor : IFlavors
    {
        public IReadOnlyList<Flavor> All { get; } = [new Flavor { Name = "small", Cpu = 1, MemoryGiB = 1.5 }];

        public Flavor? Find(string name) => All.FirstOrDefault(flavor => flavor.Name == name);
    }
}
