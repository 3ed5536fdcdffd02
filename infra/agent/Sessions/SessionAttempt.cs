using CloudWorkspaces.Agent.Causes;
using CloudWorkspaces.Agent.Cgroups;
using CloudWorkspaces.Agent.Endpoint;
using CloudWorkspaces.Agent.Lab;
using CloudWorkspaces.Agent.Mounts;
using CloudWorkspaces.Agent.Packages;
using CloudWorkspaces.Agent.Runs;
using CloudWorkspaces.Agent.Storage;

namespace CloudWorkspaces.Agent.Sessions;

/// <summary>One attempt: start, claim, preflight, JupyterLab, settle. Its import runs beside the first two.</summary>
internal sealed class SessionAttempt(
    AgentEndpoint endpoint, HttpClient http, string token, StopSignal stop, TimeProvider time)
{
    /// <summary>A session may last for days: a sample a second would be too many.</summary>
    private const int SampleEvery = 5;

    private static readonly TimeSpan Bound = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan MountBound = TimeSpan.FromMinutes(30);

    /// <summary>The service kills a container that takes longer than 30 s to end.</summary>
    private static readonly TimeSpan WriteBackBound = TimeSpan.FromSeconds(18);

    private readonly RunFolders _folders = new() { Start = RunFolders.Home };

    public async Task<int> RunAsync()
    {
        _folders.CreateAgents();
        var starting = endpoint.StartAsync(AgentJson.Default.SessionJob, Bound, CancellationToken.None);
        var bench = LabBench.TryFind(_folders, out var missing);
        using var first = bench is null ? null : LabProcess.Start(bench, _folders);
        if (await starting is not { } job)
        {
            Console.Error.WriteLine("agent: the app does not want this attempt (any more)");
            return RunCommand.Reported;
        }

        var access = new BlobAccess(endpoint, time);
        access.Add(job.Blobs, job.ExpiresOn);
        var blobs = new RunBlobs(access, http);
        StatusBlob? status;
        try
        {
            status = await ClaimedStatus.TryMakeAsync(blobs, new SessionProgress(), time, CancellationToken.None);
        }
        catch (RunFailedException exception)
        {
            await SettleAsync(exception.Cause);
            return RunCommand.NotReported;
        }

        if (status is null)
        {
            Console.Error.WriteLine("agent: another container has claimed this attempt");
            return RunCommand.Reported;
        }

        return await LiveAsync(job, blobs, status, bench, first, missing);
    }

    private async Task<int> LiveAsync(
        SessionJob job, RunBlobs blobs, StatusBlob status, Workbench? bench, LabProcess? first, Cause? missing)
    {
        var started = SendAsync(AgentEvent.Started);
        var records = await RunRecords.CreateAsync(blobs, status, _folders, CgroupDiscovery.Find(), time);
        using var recording = new CancellationTokenSource();
        var recorder = records.RunAsync(SampleEvery, recording.Token);
        await using var mounts = new MountSet(job.Mounts, job.SessionId, blobs, records, _folders, bench?.User, time);
        var packages = new UserPackages(bench, job.Environment, records, time);
        var cause = missing;
        if (bench is not null && first is not null)
        {
            cause = HomeCheck.Run(bench.User) ?? await mounts.TryPrepareAsync(stop, MountBound);
            if (cause is null)
            {
                // A session without some of its packages is where to mend that; its status and log say so.
                _ = await packages.RestoreAsync(stop);
            }

            records.Status.Set(now => now with { Session = now.Session! with { PreflightOn = time.GetUtcNow() } });
            var supervisor = new LabSupervisor(bench, _folders, job, token, records, stop, time)
            {
                Ready = () => SendAsync(AgentEvent.Ready),
                Variables = mounts.Variables,
            };
            using var ended = new CancellationTokenSource();
            var following = packages.FollowAsync(ended.Token);
            cause ??= await supervisor.RunAsync(first);
            await ended.CancelAsync();
            await following;
        }

        await Task.WhenAll(mounts.FinishAsync(WriteBackBound), packages.FinishAsync(WriteBackBound));
        await recording.CancelAsync();
        await recorder;
        await started;
        var stored = await new SessionSettlement(records, time).StoreAsync(cause!);
        await SettleAsync(cause!);
        return stored ? RunCommand.Reported : RunCommand.NotReported;
    }

    private async Task SettleAsync(Cause cause)
    {
        Console.Error.WriteLine($"agent: {cause.Code}: {cause.Message}");
        var settled = new AgentEvent
        {
            Type = AgentEvent.Settled,
            Outcome = cause.Outcome,
            Cause = cause.Shortened(Cause.MaxText),
            EndedOn = time.GetUtcNow(),
        };
        await endpoint.SendAsync(settled, Bound, CancellationToken.None);
    }

    /// <summary>The session goes on without it: the app reads the status as well.</summary>
    private async Task SendAsync(string type)
    {
        try
        {
            await endpoint.SendAsync(new AgentEvent { Type = type }, Bound, CancellationToken.None);
        }
        catch (EndpointException exception)
        {
            Console.Error.WriteLine($"agent: the event {type} was not delivered: {exception.Message}");
        }
    }
}
