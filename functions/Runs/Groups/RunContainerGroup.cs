using Azure.Core;
using Azure.ResourceManager.ContainerInstance;
using Azure.ResourceManager.ContainerInstance.Models;
using CloudWorkspaces.Agents;
using CloudWorkspaces.AzureServices;
using CloudWorkspaces.Flavors;
using CloudWorkspaces.Runs.Orchestration;

namespace CloudWorkspaces.Runs.Groups;

/// <summary>
/// The container group of an attempt: an init container puts the agent into a folder that both share, and the agent
/// runs in the environment's own image. What the run is to do the agent asks for when it has started.
/// </summary>
internal static class RunContainerGroup
{
    public const string MainContainer = "notebook";
    private const string AgentFolder = "/opt/agent";
    private const string AgentVolume = "agent";

    public static string Name(RunAttempt attempt) => $"run-{attempt.Run.RunId}-{attempt.Attempt}";

    /// <param name="run">Its image, workspace and attempt count.</param>
    /// <param name="key">The agent's key for this attempt; never readable from the group again.</param>
    public static ContainerGroupData Build(
        RunRecord run, Flavor flavor, ArmOptions arm, AgentOptions agent, string key)
    {
        var attempt = new RunAttempt(new RunReference(run.Workspace, run.Id.Value), run.Attempt);
        var resources = new ContainerResourceRequirements(
            new ContainerResourceRequestsContent(flavor.MemoryGiB, flavor.Cpu))
        {
            Limits = new ContainerResourceLimits { Cpu = flavor.Cpu, MemoryInGB = flavor.MemoryGiB },
        };
        var main = new ContainerInstanceContainer(MainContainer, run.Image, resources)
        {
            Command = { $"{AgentFolder}/agent", "run" },
            EnvironmentVariables =
            {
                new ContainerEnvironmentVariable("CLOUD_WORKSPACES_AGENT_ENDPOINT")
                {
                    Value = $"{agent.Endpoint!.AbsoluteUri.TrimEnd('/')}/runs/{run.Workspace}/{run.Id}/{run.Attempt}",
                },
                new ContainerEnvironmentVariable("CLOUD_WORKSPACES_AGENT_KEY") { SecureValue = key },
            },
            VolumeMounts = { new ContainerVolumeMount(AgentVolume, AgentFolder) },
        };
        var group = new ContainerGroupData(
            new AzureLocation(arm.Location), [main], ContainerInstanceOperatingSystemType.Linux)
        {
            RestartPolicy = ContainerGroupRestartPolicy.Never,
            Volumes = { new ContainerVolume(AgentVolume) { EmptyDir = BinaryData.FromString("{}") } },
            InitContainers =
            {
                new InitContainerDefinitionContent(AgentVolume)
                {
                    Image = agent.Image,
                    Command = { "/agent", "deliver", AgentFolder },
                    VolumeMounts = { new ContainerVolumeMount(AgentVolume, AgentFolder) },
                },
            },
        };
        RunGroupTags.Write(group.Tags, arm.Deployment, attempt);
        return group;
    }
}
