using CloudWorkspaces.Local.Arm.Http;

namespace CloudWorkspaces.Local.Arm.Groups;

/// <summary>The jobs that bring a group to its desired state. They tell of failures through the group, not by throwing.</summary>
internal sealed partial class GroupLifecycle(
    GroupRunner runner, GroupEnd end, GroupDeletion deletion, RecordStore records, ILogger<GroupLifecycle> logger)
{
    /// <summary>About two minutes in all; then the next request to delete, or the next start of the emulator, tries again.</summary>
    private const int DeletionAttempts = 8;

    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);

    /// <summary>Brings the group up, or goes on where its containers are.</summary>
    public void Run(ContainerGroup group) => group.Jobs.Replace(token => RunAsync(group, token));

    /// <summary>Removes the group's containers and brings up others in their place.</summary>
    public void RunAnew(ContainerGroup group, GroupSpec spec, bool gracefully)
    {
        var old = group.Members;
        group.Members = new GroupMembers(spec);
        group.Jobs.Replace(async token =>
        {
            await GuardAsync(group, () => ClearAsync(group, old, gracefully, token), token);
            await RunAsync(group, token);
        });
    }

    public void Stop(ContainerGroup group) =>
        group.Jobs.Replace(token => GuardAsync(group, () => end.StopAsync(group, group.Members, token), token));

    /// <summary>The machine is taken away or breaks; what the restart policy says follows on another.</summary>
    public void Interrupt(ContainerGroup group, bool isEviction) => group.Jobs.Replace(async token =>
    {
        await GuardAsync(group, () => isEviction ? end.EvictAsync(group, token) : end.KillAsync(group, token), token);
        await RunAsync(group, token);
    });

    /// <summary>Tries again when the engine fails, so that one request is enough.</summary>
    /// <param name="forget">Called when nothing of the group is left.</param>
    public void Delete(ContainerGroup group, Action forget) => group.Jobs.Replace(async token =>
    {
        for (var attempt = 1; !await GuardAsync(group, () => deletion.RunAsync(group), token); attempt++)
        {
            if (attempt == DeletionAttempts)
            {
                return;
            }

            var pause = TimeSpan.FromSeconds(Math.Pow(2, attempt - 1));
            await Task.Delay(pause < LongestPause ? pause : LongestPause, token);
        }

        forget();
        LogDeleted(group.Record.Id.ResourceId);
    });

    private async Task ClearAsync(ContainerGroup group, GroupMembers old, bool gracefully, CancellationToken cancellationToken)
    {
        if (gracefully)
        {
            await end.StopAsync(group, old, cancellationToken);
        }

        await end.RemoveContainersAsync(group, old);
    }

    private async Task RunAsync(ContainerGroup group, CancellationToken cancellationToken) =>
        await GuardAsync(group, () => BringUpAsync(group, cancellationToken), cancellationToken);

    private async Task BringUpAsync(ContainerGroup group, CancellationToken cancellationToken)
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
    }

    /// <returns>Whether the job came to its end. What it failed with is the group's failure.</returns>
    private async Task<bool> GuardAsync(ContainerGroup group, Func<Task> job, CancellationToken cancellationToken)
    {
        try
        {
            await job();
            return true;
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested || exception is not OperationCanceledException)
        {
            LogEngine(exception, group.Record.Id.ResourceId);
            // Not saved: the engine may be away, and a restarted emulator tries again.
            group.Record = group.Record with
            {
                Failure = new ArmError("InternalServerError", $"The container engine failed: {exception.Message}"),
            };
            return false;
        }
    }

    [LoggerMessage(LogLevel.Warning, "{Group} failed: {Reason}")]
    private partial void LogFailed(string group, string reason);

    [LoggerMessage(LogLevel.Error, "The engine failed on {Group}")]
    private partial void LogEngine(Exception exception, string group);

    [LoggerMessage(LogLevel.Information, "{Group} is deleted")]
    private partial void LogDeleted(string group);
}
