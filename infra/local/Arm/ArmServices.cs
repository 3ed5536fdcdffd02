using CloudWorkspaces.Local.Arm.Engine;
using CloudWorkspaces.Local.Arm.Groups;
using CloudWorkspaces.Local.Arm.LogAnalytics;
using CloudWorkspaces.Local.Arm.Metrics;
using CloudWorkspaces.Local.Arm.Network;

namespace CloudWorkspaces.Local.Arm;

internal static class ArmServices
{
    public static IServiceCollection AddArm(this IServiceCollection services, ContainerEngine engine) => services
        .AddSingleton(engine)
        .AddSingleton(TimeProvider.System)
        .AddSingleton<ProcessWatcher>()
        .AddSingleton<Forwards>()
        .AddSingleton<GroupNetworks>()
        .AddSingleton<GroupFolders>()
        .AddSingleton<GroupImages>()
        .AddSingleton<GroupSurroundings>()
        .AddSingleton<ContainerPlan>()
        .AddSingleton<RecordStore>()
        .AddSingleton<ContainerRunner>()
        .AddSingleton<GroupRunner>()
        .AddSingleton<GroupEnd>()
        .AddSingleton<GroupLifecycle>()
        .AddSingleton<GroupRegistry>()
        .AddSingleton<GroupService>()
        .AddSingleton<GroupAdoption>()
        .AddHostedService<Emulator>()
        .AddGroupMetrics()
        .AddLogAnalytics();
}
