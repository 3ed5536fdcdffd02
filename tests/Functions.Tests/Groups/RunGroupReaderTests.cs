using CloudWorkspaces.Containers;
using CloudWorkspaces.Runs.Groups;
using CloudWorkspaces.Runs.Orchestration;
using Microsoft.AspNetCore.Http;

namespace CloudWorkspaces.Functions.Tests.Groups;

public sealed class RunGroupReaderTests
{
    private const string PullFails =
        """{ "name": "Failed", "type": "Warning", "message": "Failed to pull image 'eo'.", "lastTimestamp": "2026-11-22T10:00:10Z" }""";

    private const string Pulling =
        """{ "name": "Pulling", "type": "Normal", "message": "pulling image 'eo'", "lastTimestamp": "2026-11-22T10:00:20Z" }""";

    private const string BackOff =
        """{ "name": "BackOff", "type": "Normal", "message": "Back-off pulling image 'eo'", "lastTimestamp": "2026-11-22T10:00:30Z" }""";

    private const string Killed =
        """{ "name": "Killing", "type": "Warning", "message": "Killing container.", "lastTimestamp": "2026-11-22T10:00:40Z" }""";

    private const string Denied =
        """{ "name": "FailedMount", "type": "Warning", "message": "The share 'other/tiles' cannot be mounted: denied." }""";

    private const string HomeDenied =
        """{ "name": "FailedMount", "type": "Warning", "message": "The share 'homes/tiles' cannot be mounted: denied." }""";

    private const string SomethingDenied = """{ "name": "FailedMountAzureFileVolume", "type": "Warning", "message": "Failed to mount Azure File Volume." }""";

    private const string Waiting = """{ "state": "Waiting" }""";
    private const string Running = """{ "state": "Running", "startTime": "2026-11-22T10:00:25Z" }""";

    [Theory]
    [InlineData(PullFails, "Failed to pull image 'eo'.")]
    [InlineData($"{PullFails},{Pulling},{BackOff}", "Back-off pulling image 'eo'")]
    [InlineData($"{BackOff},{PullFails}", "Back-off pulling image 'eo'")]
    [InlineData($"{PullFails},{Pulling}", null)]
    [InlineData(Killed, null)]
    [InlineData("", null)]
    public async Task Read_ImageOfTheMainContainer_OnlyTheNewestWordCounts(string events, string? error)
    {
        var group = await ReadAsync(Body("Pending", Waiting, events));

        Assert.Equal(error, group.ImageError);
        Assert.False(group.Ended);
    }

    [Theory]
    [InlineData(PullFails, "", "Failed to pull image 'eo'.")]
    [InlineData($"{PullFails},{Pulling}", Pulling, null)]
    [InlineData("", PullFails, "Failed to pull image 'eo'.")]
    public async Task Read_ImageOfTheAgent_CountsByItself(string agent, string main, string? error) =>
        Assert.Equal(error, (await ReadAsync(Body("Pending", Waiting, main, agent))).ImageError);

    [Fact]
    public async Task Read_MainContainerHasStarted_ForgetsThatTheImageCameLate() =>
        Assert.Null((await ReadAsync(Body("Running", Running, PullFails))).ImageError);

    [Theory]
    [InlineData("Pending", false)]
    [InlineData("Running", false)]
    [InlineData("Stopped", true)]
    [InlineData("Succeeded", true)]
    [InlineData("Failed", true)]
    public async Task Read_StateOfTheGroup_TellsWhetherItEnded(string state, bool ended) =>
        Assert.Equal(ended, (await ReadAsync(Body(state, Running, ""))).Ended);

    [Fact]
    public async Task Read_MachineTakenAway_IsEvicted()
    {
        const string Evicted = """{ "name": "SpotEvicted", "type": "Warning", "message": "Gone." }""";

        Assert.True((await ReadAsync(Body("Failed", Running, Evicted))).Evicted);
        Assert.False((await ReadAsync(Body("Failed", Running, Killed))).Evicted);
    }

    [Fact]
    public async Task Read_ProvisioningFailedWithoutAnyView_HasEnded()
    {
        var group = await ReadAsync("""
            {
              "id": "/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/rg/providers/Microsoft.ContainerInstance/containerGroups/g",
              "properties": { "provisioningState": "Failed", "containers": [{ "name": "notebook", "properties": {} }] }
            }
            """);

        Assert.Equal(new RunGroup { Ended = true }, group);
    }

    [Theory]
    [InlineData(Denied, Waiting, "Mount 'maps' cannot be mounted: The share 'other/tiles' cannot be mounted: denied.")]
    [InlineData(HomeDenied, Waiting, "The workspace's home cannot be mounted: The share 'homes/tiles' cannot be mounted: denied.")]
    [InlineData(SomethingDenied, Waiting, "The workspace's home or mount 'maps' cannot be mounted: Failed to mount Azure File Volume.")]
    [InlineData(Denied, Running, null)]
    [InlineData(Killed, Waiting, null)]
    public async Task Read_ShareCannotBeMounted_NamesItUntilTheContainerHasStarted(string events, string main, string? error)
    {
        const string Volumes = """
            "volumes": [
              { "name": "home", "azureFile": { "shareName": "tiles", "storageAccountName": "homes" } },
              { "name": "mount-maps", "azureFile": { "shareName": "tiles", "storageAccountName": "other" } },
              { "name": "mount-cache", "emptyDir": {} }
            ],
            """;

        var group = await ReadAsync(Body("Pending", main, events).Replace("\"initContainers\"", Volumes + "\"initContainers\"", StringComparison.Ordinal));

        Assert.Equal(error, group.MountError);
    }

    private static async Task<RunGroup> ReadAsync(string body)
    {
        await using var arm = await ScriptedArm.StartAsync();
        arm.Answer = context => context.Response.WriteAsync(body);
        return (await SampleRun.GroupsOf(arm).FindAsync(SampleRun.Attempt, CancellationToken.None))!;
    }

    private static string Body(string state, string main, string mainEvents, string agentEvents = "") => $$"""
        {
          "id": "/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/rg/providers/Microsoft.ContainerInstance/containerGroups/g",
          "location": "westeurope",
          "properties": {
            "provisioningState": "Creating",
            "instanceView": { "state": "{{state}}", "events": [] },
            "initContainers": [{ "name": "agent", "properties": { "instanceView": { "events": [{{agentEvents}}] } } }],
            "containers": [
              {
                "name": "{{WorkloadGroupBuilder.MainContainer}}",
                "properties": { "instanceView": { "currentState": {{main}}, "events": [{{mainEvents}}] } }
              }
            ]
          }
        }
        """;
}
