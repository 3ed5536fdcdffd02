using System.Text.Json;
using CloudWorkspaces.Agent.Endpoint;
using CloudWorkspaces.Agent.Mounts;
using CloudWorkspaces.Agent.Packages;
using CloudWorkspaces.Agent.Papermill;
using CloudWorkspaces.Agent.Storage;

namespace CloudWorkspaces.Agent.Runs;

/// <summary>provenance.json: stored when the notebook begins, so that it outlives the container, and again at the end.</summary>
internal sealed class ProvenanceRecord(
    Claim claim, MountSet mounts, UserPackages packages, RunRecords records, TimeProvider time)
{
    private RunProvenance? _begun;

    /// <summary>Trouble with storage is in the log; the end tries again.</summary>
    public async Task BeginAsync(PapermillProcess papermill)
    {
        var begun = await MakeAsync();
        var ready = await papermill.Ready;
        _begun = begun with { PapermillVersion = ready?.PapermillVersion, PythonVersion = ready?.PythonVersion };
        try
        {
            await StoreAsync(_begun, CancellationToken.None);
        }
        catch (Exception exception) when (StorageFailure.Is(exception))
        {
            records.Write($"the provenance was not stored: {StorageFailure.Describe(exception)}");
        }
    }

    /// <summary>Adds how it went. Of a notebook that never began it has what is known.</summary>
    public async Task EndAsync(RunEnding ending, CancellationToken cancellationToken)
    {
        var provenance = _begun ?? await MakeAsync();
        await StoreAsync(
            provenance with
            {
                Timings = ending.Timings,
                EndedOn = ending.EndedOn,
                MemoryLimitBytes = records.Resources.MemoryLimitBytes,
                PeakMemoryBytes = records.Resources.PeakMemoryBytes,
            },
            cancellationToken);
    }

    private async Task<RunProvenance> MakeAsync()
    {
        var job = claim.Job;
        return new RunProvenance
        {
            NotebookName = job.NotebookName,
            NotebookSha256 = claim.Missing is null ? claim.NotebookSha256 : null,
            NotebookBytes = claim.Notebook.Length,
            Git = job.Git is { } git ? new(git.Url, git.Revision, git.Path, claim.Commit) : null,
            ParameterNames = [.. (job.Parameters ?? []).Select(pair => pair.Key)],
            Kernel = job.Kernel,
            Environment = job.Environment,
            Image = job.Image,
            Packages = await EnvironmentLock.ReadAsync(),
            AgentVersion = AgentVersion.Current,
            Mounts = mounts.States,
            Inputs = mounts.Inputs,
            RestoredPackages = packages.Restored,
            StartedOn = time.GetUtcNow(),
        };
    }

    private Task StoreAsync(RunProvenance provenance, CancellationToken cancellationToken) => claim.Blobs.PutAsync(
        RunBlobs.Provenance,
        JsonSerializer.SerializeToUtf8Bytes(provenance, AgentJson.Default.RunProvenance),
        "application/json",
        cancellationToken);
}
