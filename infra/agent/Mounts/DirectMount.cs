using CloudWorkspaces.Agent.Storage;

namespace CloudWorkspaces.Agent.Mounts;

/// <summary>
/// Blobs that user code reads itself, through GDAL's /vsiaz/ or a client of its own. The signature is kept fresh in
/// files: a process that has read them goes on with the one it has.
/// </summary>
internal sealed class DirectMount(
    MountJob job, MountContainer container, BlobAccess access, DirectFiles files, MountReport report, TimeProvider time)
    : IMount
{
    public IReadOnlyDictionary<string, string> Variables =>
        MountVariables.Of(job).Concat(files.VariablesOf(job.Name)).ToDictionary();

    public async Task PrepareAsync(CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var _ in (await container.OpenAsync(cancellationToken))
                .GetBlobsAsync(new() { Prefix = job.Prefix.Length == 0 ? null : job.Prefix }, cancellationToken)
                .AsPages(pageSizeHint: 1))
            {
                break;
            }
        }
        catch (Exception exception) when (
            StorageFailure.Is(exception) && !cancellationToken.IsCancellationRequested)
        {
            throw MountFailure.Of(job, $"cannot be read: {StorageFailure.Describe(exception)}", exception);
        }

        files.Write(job, await access.GetAsync(job.AccessName, cancellationToken));
        report.Set(job.Name, state => state with { State = MountState.Ready });
    }

    public async Task FollowAsync(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(Math.Max(1, job.RenewSeconds)), time);
        try
        {
            while (await timer.WaitForNextTickAsync(cancellationToken))
            {
                await RenewAsync(cancellationToken);
            }
        }
        catch (OperationCanceledException)
        {
            // User code has ended.
        }
    }

    public Task<string?> FinishAsync(CancellationToken cancellationToken)
    {
        report.Set(job.Name, state => state with { State = MountState.Done });
        return Task.FromResult<string?>(null);
    }

    private async Task RenewAsync(CancellationToken cancellationToken)
    {
        try
        {
            files.Write(job, await access.GetAsync(job.AccessName, cancellationToken));
        }
        catch (Exception exception) when (
            (StorageFailure.Is(exception) || exception is UnauthorizedAccessException) &&
            !cancellationToken.IsCancellationRequested)
        {
            report.Problem(job.Name, $"its signature was not renewed: {StorageFailure.Describe(exception)}");
        }
    }
}
