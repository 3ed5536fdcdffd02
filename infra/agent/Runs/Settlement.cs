using CloudWorkspaces.Agent.Causes;
using CloudWorkspaces.Agent.Endpoint;
using CloudWorkspaces.Agent.Mounts;
using CloudWorkspaces.Agent.Notebooks;
using CloudWorkspaces.Agent.Storage;

namespace CloudWorkspaces.Agent.Runs;

/// <summary>
/// Stores result notebook, outputs, log and samples; then the run is settled. The HTML follows, and with the finished
/// event nothing more will be written.
/// </summary>
internal sealed class Settlement(
    Claim claim, AgentEndpoint endpoint, RunRecords records, MountSet mounts, ProvenanceRecord provenance,
    RunFolders folders, Workbench? bench, PhaseClock clock, TimeProvider time)
{
    private static readonly TimeSpan EventBound = TimeSpan.FromMinutes(2);

    private static TimeSpan WriteBackBound(Cause cause) => cause.Code switch
    {
        CauseCodes.Cancelled => TimeSpan.FromSeconds(5),
        CauseCodes.RunTimeout => TimeSpan.FromSeconds(100),
        _ => TimeSpan.FromMinutes(10),
    };

    public async Task<int> RunAsync(RunEnding ending)
    {
        var cause = ending.Cause;
        records.Write($"{cause.Code}: {cause.Message}");
        records.Status.Set(status => status with
        {
            State = RunStatus.Uploading,
            Records = ending.Notebook is { } notebook ? RecordedValues.Read(notebook) : null,
        });
        var stored = await StoreAsync(ending);
        if (stored is not null)
        {
            cause = cause with
            {
                Code = cause.Code == CauseCodes.Completed ? CauseCodes.StorageUnavailable : cause.Code,
                Message = $"{cause.Message} Results could not be stored: {stored}",
            };
        }

        var settled = Event(ending with
        {
            Cause = cause,
            Timings = ending.Timings with { UploadMs = clock.Lap() },
        });
        await Task.WhenAll(
            FlushStatusAsync(RunStatus.Settled, cause), endpoint.SendAsync(settled, EventBound, CancellationToken.None));
        await endpoint.AwaitTurnAsync(EventBound, CancellationToken.None);
        await StoreHtmlAsync(ending);
        await FlushStatusAsync(RunStatus.Finished, cause);
        var finished = new AgentEvent { Type = AgentEvent.Finished };
        await endpoint.SendAsync(finished, EventBound, CancellationToken.None);
        return stored is null ? RunCommand.Reported : RunCommand.NotReported;
    }

    /// <summary>What went wrong, or null. One failing part does not keep the others from being stored.</summary>
    private async Task<string?> StoreAsync(RunEnding ending)
    {
        // First, as it has more to say in log and status, which are to be there when the run is over.
        var lost = await mounts.FinishAsync(WriteBackBound(ending.Cause));
        Task<string?>[] parts =
        [
            Task.FromResult(lost),
            TryAsync("the result notebook", cancel => ending.Notebook is { } notebook
                ? claim.Blobs.PutAsync(RunBlobs.Output, notebook, "application/x-ipynb+json", cancel)
                : Task.CompletedTask),
            TryAsync("the provenance", cancel => provenance.EndAsync(ending, cancel)),
            TryAsync("the outputs", cancel => OutputFiles.UploadAsync(claim.Blobs, folders.Outputs, cancel)),
            TryAsync("the log", records.FlushLogAsync),
            TryAsync("the samples", records.FlushMetricsAsync),
            TryAsync("the status", records.Status.FlushAsync),
        ];
        var failures = (await Task.WhenAll(parts)).Where(failure => failure is not null).ToArray();
        return failures.Length == 0 ? null : string.Join("; ", failures);
    }

    private static async Task<string?> TryAsync(string what, Func<CancellationToken, Task> store)
    {
        try
        {
            await store(CancellationToken.None);
            return null;
        }
        catch (Exception exception) when (StorageFailure.Is(exception) || exception is UnauthorizedAccessException)
        {
            return $"{what}: {StorageFailure.Describe(exception)}";
        }
    }

    private AgentEvent Event(RunEnding ending) => new()
    {
        Type = AgentEvent.Settled,
        Outcome = ending.Cause.Outcome,
        Cause = ending.Cause.Shortened(Cause.MaxText),
        ExitCode = ending.ExitCode,
        StartedOn = ending.StartedOn,
        EndedOn = ending.EndedOn,
        Cells = ending.Cells,
        PeakMemoryBytes = records.Resources.PeakMemoryBytes,
        Timings = ending.Timings,
    };

    private async Task FlushStatusAsync(string state, Cause cause)
    {
        records.Status.Set(status => status with { State = state, Cause = cause.Shortened(Cause.MaxText) });
        if (await TryAsync("the status", records.Status.FlushAsync) is { } failure)
        {
            Console.Error.WriteLine($"agent: {failure}");
        }
    }

    /// <summary>The HTML is a convenience: without it the run is no less settled.</summary>
    private async Task StoreHtmlAsync(RunEnding ending)
    {
        if (ending.Notebook is not { } notebook || bench is null)
        {
            return;
        }

        var report = new HtmlReport(bench, folders, time);
        if (await report.MakeAsync(notebook) is not { } html)
        {
            records.Write($"no HTML: {report.Problem}");
            _ = await TryAsync("the log", records.FlushLogAsync);
        }
        else if (await TryAsync("the HTML", cancel =>
            claim.Blobs.PutAsync(RunBlobs.Html, html, "text/html; charset=utf-8", cancel)) is { } failure)
        {
            Console.Error.WriteLine($"agent: {failure}");
        }
    }
}
