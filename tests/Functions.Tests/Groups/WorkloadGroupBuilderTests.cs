using Azure.Core;
using Azure.ResourceManager.ContainerInstance;
using CloudWorkspaces.Agents;
using CloudWorkspaces.AzureServices;
using CloudWorkspaces.Containers;
using CloudWorkspaces.Flavors;
using CloudWorkspaces.Functions.Tests.Sessions;
using CloudWorkspaces.Homes;
using CloudWorkspaces.Runs.Groups;
using CloudWorkspaces.Sessions;
using CloudWorkspaces.Sessions.Groups;
using Microsoft.Extensions.Options;

namespace CloudWorkspaces.Functions.Tests.Groups;

public sealed class WorkloadGroupBuilderTests
{
    private static readonly Flavor Small = new() { Name = "small", Cpu = 1, MemoryGiB = 2 };

    private static readonly HomeOptions Homes = new() { AccountName = "homes", AccountKey = "key" };

    private static readonly IOptions<AgentOptions> Agent = Options.Create(new AgentOptions
    {
        Endpoint = new Uri("http://127.0.0.1:7071/api/agent"),
        Image = "agent:1",
        Key = Convert.ToBase64String(new byte[32]),
    });

    private static readonly SessionKeys Keys = new(new AgentKeys(Agent));

    [Fact]
    public void Build_SessionAndRun_HaveTheSameVolumesAtTheSamePlaces()
    {
        var session = Build(Session());
        var run = Build(RunContainerGroup.Of(SampleRun.Record, Small, "here", "key"));

        Assert.Equal(["agent", "home"], session.Volumes.Select(volume => volume.Name));
        Assert.Equal(Mounts(run), Mounts(session));
        Assert.Equal("default-home", session.Volumes[1].AzureFile!.ShareName);
        Assert.Equal("key", session.Volumes[1].AzureFile!.StorageAccountKey);
        Assert.Contains(("home", "/home/jovyan"), Mounts(session));
    }

    [Theory]
    [InlineData(0.5, "1")]
    [InlineData(2.5, "3")]
    public void Build_Flavor_HasAsManyThreadsAsProcessors(double cpu, string threads)
    {
        var group = Build(RunContainerGroup.Of(SampleRun.Record, Small with { Cpu = cpu }, "here", "key"));

        Assert.Equal(threads, group.Containers[0].EnvironmentVariables.Single(item => item.Name == "OMP_NUM_THREADS").Value);
    }

    [Fact]
    public void Build_FlavorOfASubnet_PutsTheGroupThere()
    {
        const string Subnet = "/subscriptions/s/resourceGroups/g/providers/Microsoft.Network/virtualNetworks/v/subnets/n";
        var run = RunContainerGroup.Of(SampleRun.Record, Small with { Network = "inside", SubnetId = Subnet }, "here", "key");

        Assert.Equal(Subnet, Assert.Single(Build(run).SubnetIds).Id.ToString());
        Assert.Empty(Build(RunContainerGroup.Of(SampleRun.Record, Small, "here", "key")).SubnetIds);
    }

    [Fact]
    public void Build_NoAccountForHomes_MountsNone() =>
        Assert.Equal(["agent"], Build(Session(), new HomeOptions()).Volumes.Select(volume => volume.Name));

    [Fact]
    public void Build_Session_HidesItsSecretsAndHasADoor()
    {
        var session = SessionSamples.Session();
        var group = Build(Session());

        var secrets = group.Containers[0].EnvironmentVariables.Where(variable => variable.SecureValue is not null);
        Assert.Equal(
            [
                ("CLOUD_WORKSPACES_AGENT_KEY", Keys.AgentKey(session.Reference)),
                ("CLOUD_WORKSPACES_AGENT_TOKEN", Keys.Token(session.Reference)),
            ],
            secrets.Select(variable => (variable.Name, variable.SecureValue)));
        Assert.Equal($"session-{session.Id}-1", group.IPAddress!.DnsNameLabel);
        Assert.Equal([8888], group.IPAddress.Ports.Select(port => port.Port));
        Assert.Equal([8888], group.Containers[0].Ports.Select(port => port.Port));
        Assert.Null(group.StandbyPoolProfile);
    }

    [Fact]
    public void Build_WithCaddy_OnlyCaddyIsOutside()
    {
        var group = Build(Session(new() { Tls = SessionTls.Caddy, TlsImage = "caddy:2" }));

        Assert.Equal([80, 443], group.IPAddress!.Ports.Select(port => port.Port));
        Assert.Empty(group.Containers[0].Ports);
        var caddy = group.Containers[1];
        Assert.Equal("caddy:2", caddy.Image);
        Assert.Equal([80, 443], caddy.Ports.Select(port => port.Port));
        Assert.Equal(
            [
                "caddy", "reverse-proxy", "--from", $"{group.IPAddress.DnsNameLabel}.westeurope.azurecontainer.io",
                "--to", "127.0.0.1:8888",
            ],
            caddy.Command);
    }

    [Fact]
    public void Build_WithStandbyPool_NamesPoolAndProfile()
    {
        const string Provider = "/subscriptions/s/resourceGroups/g/providers/";
        var group = Build(Session(new()
        {
            StandbyPoolId = Provider + "Microsoft.StandbyPool/standbyContainerGroupPools/labs",
            StandbyPoolProfileId = Provider + "Microsoft.ContainerInstance/containerGroupProfiles/lab",
            StandbyPoolProfileRevision = 3,
        }));

        Assert.EndsWith("/labs", group.StandbyPoolProfile!.Id!.ToString(), StringComparison.Ordinal);
        Assert.False(group.StandbyPoolProfile.FailContainerGroupCreateOnReuseFailure);
        Assert.EndsWith("/lab", group.ContainerGroupProfile!.Id!.ToString(), StringComparison.Ordinal);
        Assert.Equal(3, group.ContainerGroupProfile.Revision);
    }

    [Fact]
    public void Keys_OfAttempts_AreAllDifferent()
    {
        var first = SessionSamples.Session().Reference;
        var second = first with { Attempt = 2 };
        string[] secrets =
        [
            Keys.Token(first), Keys.Token(second), Keys.Token(first with { Workspace = "other" }),
            Keys.AgentKey(first), Keys.AgentKey(second),
        ];

        Assert.Equal(secrets.Length, secrets.Distinct().Count());
        Assert.Equal(Keys.Token(first), Keys.Token(first with { }));
    }

    private static Workload Session(SessionOptions? options = null) =>
        SessionContainerGroup.Of(SessionSamples.Session(), Small, "here", Keys, options ?? new());

    private static ContainerGroupData Build(Workload workload, HomeOptions? homes = null) => new WorkloadGroupBuilder(
        Options.Create(new ArmOptions { Location = AzureLocation.WestEurope.Name }), Agent, Options.Create(homes ?? Homes))
        .Build(workload);

    private static List<(string Name, string Path)> Mounts(ContainerGroupData group) =>
        [.. group.Containers[0].VolumeMounts.Select(mount => (mount.Name, mount.MountPath))];
}
