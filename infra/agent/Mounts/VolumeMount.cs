using System.Globalization;
using CloudWorkspaces.Agent.Processes;
using CloudWorkspaces.Agent.Runs;

namespace CloudWorkspaces.Agent.Mounts;

/// <summary>A share or a cache, which the container has before the agent starts: looked at, and given to the user.</summary>
internal sealed class VolumeMount(MountJob job, LocalUser user, MountReport report) : IMount
{
    private const string MountTable = "/proc/self/mountinfo";
    private const int PathColumn = 4;

    public IReadOnlyDictionary<string, string> Variables { get; } = MountVariables.Of(job);

    public Task PrepareAsync(CancellationToken cancellationToken)
    {
        if (!IsMounted(File.ReadLines(MountTable), job.Path))
        {
            throw MountFailure.Of(job, $"is missing: nothing is mounted at {job.Path}.");
        }

        try
        {
            _ = Directory.EnumerateFileSystemEntries(job.Path).Any();
            if (!job.ReadOnly)
            {
                TryWrite();
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw MountFailure.Of(job, $"cannot be used: {exception.Message}", exception);
        }

        Measure();
        report.Set(job.Name, state => state with { State = MountState.Ready });
        return Task.CompletedTask;
    }

    public Task FollowAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task<string?> FinishAsync(CancellationToken cancellationToken)
    {
        report.Set(job.Name, state => state with { State = MountState.Done });
        return Task.FromResult<string?>(null);
    }

    /// <param name="table">Lines of /proc/self/mountinfo, where spaces in paths are octal.</param>
    /// <param name="path">Of the mount.</param>
    public static bool IsMounted(IEnumerable<string> table, string path) => table.Any(line =>
        line.Split(' ') is { Length: > PathColumn } columns && columns[PathColumn].Replace(@"\040", " ") == path);

    private void TryWrite()
    {
        if (job.Kind == MountJob.Cache)
        {
            RunFolders.Give(job.Path, user);
        }

        var file = Path.Combine(job.Path, $".cloud-workspaces-{Guid.NewGuid():N}");
        File.WriteAllText(file, "");
        File.Delete(file);
    }

    /// <summary>The platform holds no empty folder to a size: what there is can only be told.</summary>
    private void Measure()
    {
        var free = new DriveInfo(job.Path).AvailableFreeSpace;
        if (job.Kind == MountJob.Cache && free < job.MaxBytes)
        {
            report.Problem(job.Name, string.Create(
                CultureInfo.InvariantCulture,
                $"its flavor has {job.MaxBytes >> 30} GiB for it, and the disk {free / 1073741824.0:0.#} GiB left"));
        }
    }
}
