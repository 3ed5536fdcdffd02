using CloudWorkspaces.Agent.Causes;
using CloudWorkspaces.Agent.Cgroups;
using CloudWorkspaces.Agent.Endpoint;
using CloudWorkspaces.Agent.Git;
using CloudWorkspaces.Agent.Mounts;
using CloudWorkspaces.Agent.Packages;
using CloudWorkspaces.Agent.Papermill;
using CloudWorkspaces.Agent.Storage;

namespace CloudWorkspaces.Agent.Runs;

/// <summary>One attempt: start, claim, execute, settle. Papermill's import runs beside the first two.</summary>
internal sealed class Attempt(
    AgentEndpoint endpoint, HttpClient http, RunFolders folders, StopSignal stop, TimeProvider time)
{
    private static readonly TimeSpan StartBound = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan EventBound = TimeSpan.FromMinutes(2);

    private readonly PhaseClock _clock = new(time);

    public async Task<int> RunAsync()
    {
        folders.CreateAgents();
        var starting = endpoint.StartAsync(StartBound, CancellationToken.None);
        var (bench, papermill, missing) = Prepare();
        using (papermill)
        {
            if (await starting is not { } job)
            {
                Console.Error.WriteLine("agent: the app does not want this attempt (any more)");
                return RunCommand.Reported;
            }

            var access = new BlobAccess(endpoint, time);
            access.Add(job.Blobs, job.ExpiresOn);
            Claim? claim;
            try
            {
                claim = await Claim.TryMakeAsync(
                    job, new RunBlobs(access, http), Source(job, bench), time, CancellationToken.None);
            }
            catch (RunFailedException exception)
            {
                return await GiveUpAsync(exception.Cause);
            }

            if (claim is null)
            {
                Console.Error.WriteLine("agent: another container has claimed this attempt");
                return RunCommand.Reported;
            }

            try
            {
                return await ExecuteAsync(claim, bench, papermill, missing);
            }
            catch (Exception exception) when (exception is not EndpointException)
            {
                // A defect of the agent: the run must end all the same, and its owner learn where to look.
                Console.Error.WriteLine(exception);
                return await GiveUpAsync(new Cause
                {
                    Code = CauseCodes.PlatformError,
                    Message = $"The agent failed: {exception.GetType().Name}: {exception.Message}",
                });
            }
        }
    }

    private (Workbench? Bench, PapermillProcess? Papermill, RunFailedException? Missing) Prepare()
    {
        try
        {
            var bench = Workbench.Find(folders);
            return (bench, bench.StartPapermill(folders), null);
        }
        catch (RunFailedException exception)
        {
            return (null, null, exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException
            or System.ComponentModel.Win32Exception)
        {
            return (null, null, new RunFailedException(
                CauseCodes.PlatformError, $"The container cannot be prepared: {exception.Message}", exception));
        }
    }

    /// <summary>Null for a notebook that is in the blob of the input already.</summary>
    private INotebookSource? Source(RunJob job, Workbench? bench) => job switch
    {
        { Git: { } git } => new GitCheckout(git, job.MaxNotebookBytes, bench, folders.Source, stop, time),
        { HomePath: not null } => new HomeNotebook(job),
        _ => null,
    };

    private async Task<int> ExecuteAsync(
        Claim claim, Workbench? bench, PapermillProcess? papermill, RunFailedException? missing)
    {
        var claimMs = _clock.Lap();
        var startedOn = time.GetUtcNow();
        var started = SendStartedAsync(claim);
        var records = await RunRecords.CreateAsync(
            claim.Blobs, claim.Status, folders, CgroupDiscovery.Find(), time);
        using var recording = new CancellationTokenSource();
        var recorder = records.RunAsync(sampleEvery: 1, recording.Token);

        await using var mounts = new MountSet(
            claim.Job.Mounts, claim.Job.RunId, claim.Blobs, records, folders, bench?.User, time);
        var packages = new UserPackages(bench, claim.Job.Environment, records, time);
        var provenance = new ProvenanceRecord(claim, mounts, packages, records, time);
        var execution = new Execution(claim, records, mounts, packages, provenance, folders, stop, _clock, time);
        var repair = new EndingRepair(new StopCause(endpoint), claim.Notebook);
        var ending = await repair.ApplyAsync(await execution.RunAsync(bench, papermill, missing ?? claim.Missing));

        await recording.CancelAsync();
        await recorder;
        await started;
        var settlement = new Settlement(
            claim, endpoint, records, mounts, provenance, folders, bench, _clock, time);
        return await settlement.RunAsync(ending with
        {
            StartedOn = startedOn,
            Timings = ending.Timings with { ClaimMs = claimMs },
        });
    }

    /// <summary>The run goes on without it: the app reads the claim as well.</summary>
    private async Task SendStartedAsync(Claim claim)
    {
        try
        {
            await endpoint.SendAsync(
                new AgentEvent
                {
                    Type = AgentEvent.Started,
                    NotebookSha256 = claim.Missing is null ? claim.NotebookSha256 : null,
                    Commit = claim.Commit,
                },
                TimeSpan.FromSeconds(10),
                CancellationToken.None);
        }
        catch (EndpointException exception)
        {
            Console.Error.WriteLine($"agent: the started event was not delivered: {exception.Message}");
        }
    }

    /// <summary>Nothing could be stored, so that only the endpoint can be told.</summary>
    private async Task<int> GiveUpAsync(Cause cause)
    {
        Console.Error.WriteLine($"agent: {cause.Message}");
        var settled = new AgentEvent
        {
            Type = AgentEvent.Settled,
            Outcome = cause.Outcome,
            Cause = cause,
            EndedOn = time.GetUtcNow(),
        };
        await endpoint.SendAsync(settled, EventBound, CancellationToken.None);
        await endpoint.SendAsync(new AgentEvent { Type = AgentEvent.Finished }, EventBound, CancellationToken.None);
        return RunCommand.NotReported;
    }
}
