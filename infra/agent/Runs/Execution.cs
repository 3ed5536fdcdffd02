using System.Text.Json;
using System.Text.Json.Nodes;
using CloudWorkspaces.Agent.Causes;
using CloudWorkspaces.Agent.Endpoint;
using CloudWorkspaces.Agent.Mounts;
using CloudWorkspaces.Agent.Notebooks;
using CloudWorkspaces.Agent.Packages;
using CloudWorkspaces.Agent.Papermill;
using CloudWorkspaces.Agent.Processes;
using CloudWorkspaces.Agent.Secrets;
using CloudWorkspaces.Agent.Storage;

namespace CloudWorkspaces.Agent.Runs;

/// <summary>Checks what can be checked beforehand, lets papermill execute the notebook, and finds the cause.</summary>
internal sealed class Execution(
    Claim claim, RunRecords records, MountSet mounts, UserPackages packages, ProvenanceRecord provenance,
    RunFolders folders, StopSignal stop, PhaseClock clock, TimeProvider time)
{
    private readonly RunJob _job = claim.Job;

    public async Task<RunEnding> RunAsync(Workbench? bench, PapermillProcess? papermill, RunFailedException? missing)
    {
        var map = default(CellMap);
        try
        {
            if (missing is not null)
            {
                throw missing;
            }

            map = Check();
            await mounts.PrepareAsync(stop, TimeSpan.FromSeconds(_job.RunTimeoutSeconds));
            if (await packages.RestoreAsync(stop) is { } cause)
            {
                throw new RunFailedException(cause.Code, cause.Message);
            }

            WriteNotebook(bench!.User);
            var preflightMs = clock.Lap();
            if (stop.IsRequested)
            {
                throw new RunFailedException(CauseCodes.Cancelled, "The run was cancelled before it had begun.");
            }

            return await ExecuteAsync(papermill!, map, preflightMs);
        }
        catch (RunFailedException exception)
        {
            return Ended(exception.Cause, map);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            var message = $"The notebook could not be executed: {exception.Message}";
            return Ended(new Cause { Code = CauseCodes.PlatformError, Message = message }, map);
        }
    }

    private CellMap Check()
    {
        SubmittedNotebook notebook;
        try
        {
            notebook = SubmittedNotebook.Parse(claim.Notebook);
        }
        catch (InvalidNotebookException exception)
        {
            throw new RunFailedException(CauseCodes.InvalidNotebook, exception.Message, exception);
        }

        if (NotebookFolder.Of(_job, folders) is { } folder && !Directory.Exists(folder))
        {
            throw new RunFailedException(
                CauseCodes.InvalidNotebook, $"Home has no folder '{_job.HomeFolder}', in which the notebook is to run.");
        }

        if (_job.Kernel is null && string.IsNullOrEmpty(notebook.Kernel))
        {
            throw new RunFailedException(
                CauseCodes.KernelUnavailable, "The notebook names no kernel, and the run does not either.");
        }

        return CellMap.Create(notebook, _job.HasParameters);
    }

    private string InputPath => Path.Combine(folders.Work, Path.GetFileName(_job.NotebookName));

    private void WriteNotebook(LocalUser user)
    {
        File.WriteAllBytes(InputPath, claim.Notebook);
        RunFolders.Give(InputPath, user);
    }

    private async Task<RunEnding> ExecuteAsync(PapermillProcess papermill, CellMap map, long preflightMs)
    {
        var progress = new CellProgressTracker(map, records.Status);
        var schema = Task.CompletedTask;
        papermill.CellChanged = progress.Take;
        var begun = provenance.BeginAsync(papermill);
        papermill.SchemaInferred = inferred => schema = StoreSchemaAsync(inferred);
        await papermill.ExecuteAsync(Job(), CancellationToken.None);
        var watch = new PapermillWatch(papermill, stop, time);
        var left = TimeSpan.FromSeconds(_job.RunTimeoutSeconds) - TimeSpan.FromMilliseconds(preflightMs);
        await watch.WaitAsync(left > TimeSpan.Zero ? left : TimeSpan.Zero);

        // Whatever the notebook left running must neither go on writing nor hold the log's pipe.
        ProcessTree.KillDescendants();
        await papermill.DrainAsync(time);
        records.Resources.Sample();
        var saved = FileKind.IsRegular(folders.Result) ? File.ReadAllBytes(folders.Result) : null;
        var cause = CauseRules.Decide(Facts(watch, papermill.Failure, saved, map)).Masked(SecretMask.Own);
        var ending = Ended(cause, map) with
        {
            ExitCode = watch.ExitCode,
            Notebook = saved,
            Timings = new RunTimings { PreflightMs = preflightMs, PapermillMs = clock.Lap() },
        };
        var executed = saved is null ? null : ExecutedNotebook.Read(saved, map);
        await Task.WhenAll(begun, schema);
        return ending with { Cells = new CellCount(map.Total, executed?.Completed ?? 0) };
    }

    private PapermillJob Job() => new()
    {
        InputPath = InputPath,
        OutputPath = folders.Result,
        Parameters = _job.Parameters ?? [],
        ParametersYaml = _job.ParametersYaml,
        Strict = _job.Strict,
        NotebookName = _job.NotebookName,
        Environment = NotebookEnvironment.Identify("run", _job.RunId, _job.Workspace, mounts.Variables),
        WorkingFolder = NotebookFolder.Of(_job, folders),
        LinkOutputs = _job.Git is not null,
        Kernel = _job.Kernel,
        CellTimeoutSeconds = _job.CellTimeoutSeconds,
        StartTimeoutSeconds = _job.StartTimeoutSeconds,
    };

    private RunFacts Facts(PapermillWatch watch, PapermillFailure? failure, byte[]? saved, CellMap map)
    {
        var cell = failure?.Cell ?? (saved is null ? null : ExecutedNotebook.Read(saved, map)?.FailedCell);
        return new RunFacts
        {
            ExitCode = watch.ExitCode,
            Failure = failure,
            CancelRequested = watch.Cancelled,
            TimedOut = watch.TimedOut,
            OomKills = records.Resources.OomKills,
            MemoryLimitBytes = records.Resources.MemoryLimitBytes,
            CellIndex = cell is { } executed ? map.ToSubmitted(executed) : null,
            InInjectedCell = cell is not null && cell == map.Injected,
            RunTimeoutSeconds = _job.RunTimeoutSeconds,
            CellTimeoutSeconds = _job.CellTimeoutSeconds,
            StartTimeoutSeconds = _job.StartTimeoutSeconds,
        };
    }

    private RunEnding Ended(Cause cause, CellMap? map) => new()
    {
        Cause = cause.Masked(SecretMask.Own),
        Cells = new CellCount(map?.Total ?? 0, 0),
        EndedOn = time.GetUtcNow(),
    };

    /// <summary>For the app's check of the next run of this notebook; without it that run is checked here again.</summary>
    private async Task StoreSchemaAsync(JsonObject schema)
    {
        if (!_job.Blobs.ContainsKey(RunBlobs.Schema))
        {
            return;
        }

        try
        {
            var content = JsonSerializer.SerializeToUtf8Bytes(schema, AgentJson.Default.JsonObject);
            await claim.Blobs.PutAsync(RunBlobs.Schema, content, "application/json", CancellationToken.None);
        }
        catch (Exception exception) when (StorageFailure.Is(exception))
        {
            records.Write($"the schema of the parameters was not stored: {StorageFailure.Describe(exception)}");
        }
    }
}
