using CloudWorkspaces.Local.Arm.Engine;
using CloudWorkspaces.Local.Arm.Faults;
using CloudWorkspaces.Local.Arm.Files;
using CloudWorkspaces.Local.Arm.Groups;
using CloudWorkspaces.Local.Arm.Http;
using CloudWorkspaces.Local.Arm.LogAnalytics;
using CloudWorkspaces.Local.Arm.Metrics;
using CloudWorkspaces.Local.Arm.Network;
using CloudWorkspaces.Local.Arm.Profiles;
using CloudWorkspaces.Local.Arm.Registry;
using CloudWorkspaces.Local.Arm.Shares;
using CloudWorkspaces.Local.Arm.Sockets;
using CloudWorkspaces.Local.Arm.StandbyPools;

namespace CloudWorkspaces.Local.Arm;

internal static class ArmServices
{
    public static IServiceCollection AddArm(this IServiceCollection services, ContainerEngine engine) => services
        .AddSingleton(engine)
        .AddSingleton(TimeProvider.System)
        .AddSingleton<ProcessWatcher>()
        .AddSingleton<Forwards>()
        .AddSingleton<NameRelays>()
        .AddSingleton<GroupNetworks>()
        .AddSingleton<GroupFolders>()
        .AddSingleton<GroupImages>()
        .AddSingleton<FaultPlan>()
        .AddSingleton<ProvisioningFaults>()
        .AddSingleton<GroupSurroundings>()
        .AddSingleton<ContainerPlan>()
        .AddSingleton<RecordStore>()
        .AddSingleton<ContainerRunner>()
        .AddSingleton<ProbeRunner>()
        .AddSingleton<GitRepositories>()
        .AddSingleton<GroupRunner>()
        .AddSingleton<GroupEnd>()
        .AddSingleton<GroupDeletion>()
        .AddSingleton<GroupLifecycle>()
        .AddSingleton<GroupRegistry>()
        .AddSingleton<Locations>()
        .AddSingleton<GroupQuota>()
        .AddSingleton<GroupAdmission>()
        .AddSingleton<GroupCreation>()
        .AddSingleton<GroupService>()
        .AddSingleton<ProfileStore>()
        .AddSingleton<ContainerStreams>()
        .AddSingleton<SocketTickets>()
        .AddSingleton<GroupAdoption>()
        .AddHostedService<Emulator>()
        .AddRegistries()
        .AddShares()
        .AddFiles()
        .AddStandbyPools()
        .AddGroupMetrics()
        .AddLogAnalytics();
}
