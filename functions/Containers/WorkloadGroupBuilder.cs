using System.Globalization;
using Azure.Core;
using Azure.ResourceManager.ContainerInstance;
using Azure.ResourceManager.ContainerInstance.Models;
using CloudWorkspaces.Agents;
using CloudWorkspaces.AzureServices;
using CloudWorkspaces.Flavors;
using CloudWorkspaces.Homes;
using Microsoft.Extensions.Options;

namespace CloudWorkspaces.Containers;

/// <summary>
/// The one maker of container groups, of sessions and runs alike: an init container puts the agent into a folder that
/// both share, and the agent runs in the environment's own image, with the workspace's home mounted. What it is to do
/// the agent asks for when it has started.
/// </summary>
internal sealed class WorkloadGroupBuilder(
    IOptions<ArmOptions> arm, IOptions<AgentOptions> agent, IOptions<HomeOptions> homes)
{
    public const string MainContainer = "notebook";
    public const string AgentVariable = "CLOUD_WORKSPACES_AGENT_";
    public const string ThreadsVariable = "OMP_NUM_THREADS";
    private const string AgentFolder = "/opt/agent";
    private const string AgentVolume = "agent";

    public ContainerGroupData Build(Workload workload)
    {
        var group = new ContainerGroupData(
            new AzureLocation(arm.Value.Location), [Main(workload)], ContainerInstanceOperatingSystemType.Linux)
        {
            RestartPolicy = ContainerGroupRestartPolicy.Never,
            Volumes = { new ContainerVolume(AgentVolume) { EmptyDir = BinaryData.FromString("{}") } },
            InitContainers =
            {
                new InitContainerDefinitionContent(AgentVolume)
                {
                    Image = agent.Value.Image,
                    Command = { "/agent", "deliver", AgentFolder },
                    VolumeMounts = { new ContainerVolumeMount(AgentVolume, AgentFolder) },
                },
            },
        };
        HomeVolume.AddTo(group, workload.Workspace, homes.Value);
        GroupSecrets.AddTo(group, workload.Secrets);
        GroupNetwork.AddTo(group, workload.Flavor);
        GroupDoor.AddTo(group, workload, arm.Value.Location);
        GroupPool.AddTo(group, workload.StandbyPool);
        foreach (var (name, value) in workload.Tags)
        {
            group.Tags[name] = value;
        }

        return group;
    }

    private ContainerInstanceContainer Main(Workload workload)
    {
        var main = new ContainerInstanceContainer(MainContainer, workload.Image, Resources(workload.Flavor))
        {
            Command = { $"{AgentFolder}/agent", workload.AgentCommand },
            EnvironmentVariables =
            {
                new ContainerEnvironmentVariable(AgentVariable + "ENDPOINT")
                {
                    Value = $"{agent.Value.Endpoint!.AbsoluteUri.TrimEnd('/')}/{workload.AgentPath}",
                },
                new ContainerEnvironmentVariable(AgentVariable + "KEY") { SecureValue = workload.AgentKey },

                // Numerical libraries count the machine's processors, and threads that wait for their turn turn slow.
                new ContainerEnvironmentVariable(ThreadsVariable)
                {
                    Value = Math.Ceiling(workload.Flavor.Cpu).ToString(CultureInfo.InvariantCulture),
                },
            },
            VolumeMounts = { new ContainerVolumeMount(AgentVolume, AgentFolder) },
        };
        foreach (var (name, value) in workload.AgentSecrets)
        {
            main.EnvironmentVariables.Add(new ContainerEnvironmentVariable(AgentVariable + name) { SecureValue = value });
        }

        return main;
    }

    private static ContainerResourceRequirements Resources(Flavor flavor) =>
        new(new ContainerResourceRequestsContent(flavor.MemoryGiB, flavor.Cpu))
        {
            Limits = new ContainerResourceLimits { Cpu = flavor.Cpu, MemoryInGB = flavor.MemoryGiB },
        };
}
