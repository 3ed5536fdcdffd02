using CloudWorkspaces.Local.Arm.Engine;
using CloudWorkspaces.Local.Arm.Http;
using CloudWorkspaces.Local.Arm.Network;
using Docker.DotNet;

namespace CloudWorkspaces.Local.Arm.Groups;

/// <summary>The jobs that bring a group to its desired state. They tell of failures through the group, not by throwing.</summary>
internal sealed partial class GroupLifecycle(
    GroupRunner runner, GroupEnd end, RecordStore records, IContainerLogs logs, ILogger<GroupLifecycle> logger)
{
    /// <summary>Brings the group up, or goes on where its containers are.</summary>
    public void Run(ContainerGroup group) => group.Jobs.Replace(token => RunAsync(group, token));

    /// <summary>Removes the group's containers and brings up others in their place.</summary>
    public void RunAnew(ContainerGroup group, GroupSpec spec, bool gracefully)
    {
        var old = group.Members;
        group.Members = new GroupMembers(spec);
        group.Jobs.Replace(async token =>
        {
            await GuardAsync(group, async () =>
            {
                if (gracefully)
                {
                    await end.StopAsync(group, old, token);
                }

                await logs.CollectAsync(group, old.All);
                await end.RemoveContainersAsync(group, old);
            });
            await RunAsync(group, token);
        });
    }

    public void Stop(ContainerGroup group) =>
        group.Jobs.Replace(token => GuardAsync(group, () => end.StopAsync(group, group.Members, token)));

    /// <summary>The machine is taken away or breaks; what the restart policy says follows on another.</summary>
    public void Interrupt(ContainerGroup group, bool isEviction) => group.Jobs.Replace(async token =>
    {
        await GuardAsync(group, () => isEviction ? end.EvictAsync(group, token) : end.KillAsync(group, token));
        await RunAsync(group, token);
    });

    /// <param name="forget">Called when nothing of the group is left.</param>
    public void Delete(ContainerGroup group, Action forget) => group.Jobs.Replace(_ => GuardAsync(group, async () =>
    {
        await logs.CollectAsync(group, group.All);
        await end.DeleteAsync(group);
        forget();
        LogDeleted(group.Record.Id.ResourceId);
    }));

    private Task RunAsync(ContainerGroup group, CancellationToken cancellationToken) => GuardAsync(group, async () =>
    {
        try
        {
            await runner.RunAsync(group, cancellationToken);
        }
        catch (ProvisioningException exception)
        {
            LogFailed(group.Record.Id.ResourceId, exception.Message);
            await records.SaveAsync(group, record => record with { Failure = exception.Error });
        }
    });

    private async Task GuardAsync(ContainerGroup group, Func<Task> job)
    {
        try
        {
            await job();
        }
        catch (Exception exception) when (exception is DockerApiException or HttpRequestException or IOException)
        {
            LogEngine(exception, group.Record.Id.ResourceId);
            // Not saved: the engine may be away, and a restarted emulator tries again.
            group.Record = group.Record with
            {
                Failure = new ArmError("InternalServerError", $"The container engine failed: {exception.Message}"),
            };
        }
    }

    [LoggerMessage(LogLevel.Warning, "{Group} failed: {Reason}")]
    private partial void LogFailed(string group, string reason);

    [LoggerMessage(LogLevel.Error, "The engine failed on {Group}")]
    private partial void LogEngine(Exception exception, string group);

    [LoggerMessage(LogLevel.Information, "{Group} is deleted")]
    private partial void LogDeleted(string group);
}
