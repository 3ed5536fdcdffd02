using CloudWorkspaces.Agent.Causes;
using CloudWorkspaces.Agent.Endpoint;
using CloudWorkspaces.Agent.Lab;
using CloudWorkspaces.Agent.Processes;
using CloudWorkspaces.Agent.Runs;
using CloudWorkspaces.Agent.Storage;

namespace CloudWorkspaces.Agent.Sessions;

/// <summary>Keeps a JupyterLab running until the session is stopped, a user shuts it down, or it ends too often.</summary>
internal sealed class LabSupervisor(
    Workbench bench, RunFolders folders, SessionJob job, string token, RunRecords records, StopSignal stop, TimeProvider time)
{
    /// <summary>For kernels to end, after which everything is killed.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(3);

    private const int KeptRestarts = 10;

    private readonly List<DateTimeOffset> _ends = [];

    /// <summary>Called at the first readiness.</summary>
    public required Func<Task> Ready { get; init; }

    /// <summary>Of the mounts, for kernels and terminals.</summary>
    public IEnumerable<KeyValuePair<string, string>> Variables { get; init; } = [];

    public async Task<Cause> RunAsync(LabProcess first)
    {
        using var client = new LabClient(job, token);
        for (var lab = first; ; lab = LabProcess.Start(bench, folders))
        {
            using (lab)
            {
                var killsBefore = records.Resources.OomKills;
                await ServeAsync(lab, client);
                if (stop.IsRequested)
                {
                    return await StopAsync(lab);
                }

                // Kernels cannot be taken over by the next JupyterLab.
                ProcessTree.KillDescendants();
                await lab.DrainAsync(time);
                records.Resources.Sample();
                if (End(lab, records.Resources.OomKills - killsBefore) is { } cause)
                {
                    return cause;
                }
            }

            await Task.WhenAny(stop.Requested, Task.Delay(RestartRules.Pause(_ends)!.Value, time));
            if (stop.IsRequested)
            {
                return Cancelled;
            }
        }
    }

    private static Cause Cancelled => new() { Code = CauseCodes.Cancelled, Message = "The session was stopped." };

    private async Task ServeAsync(LabProcess lab, LabClient client)
    {
        await lab.ServeAsync(
            new LabSettings
            {
                Token = token,
                Arguments = LabArguments.Of(job, bench.User.Home),
                Environment = NotebookEnvironment.Identify("session", job.SessionId, job.Workspace, Variables),
            },
            CancellationToken.None);
        Change(session => session with { LabOn = session.LabOn ?? time.GetUtcNow() });
        using var ended = new CancellationTokenSource();
        var watch = new LabWatch(client, job, records, time) { Ready = Ready }.RunAsync(ended.Token);
        await Task.WhenAny(lab.WaitForExitAsync(), stop.Requested);
        await ended.CancelAsync();
        await watch;
    }

    private async Task<Cause> StopAsync(LabProcess lab)
    {
        lab.Terminate();
        await Task.WhenAny(lab.WaitForExitAsync(), Task.Delay(Grace, time));
        ProcessTree.KillDescendants();
        await lab.DrainAsync(time);
        return Cancelled;
    }

    /// <summary>Null when it is to be started again.</summary>
    private Cause? End(LabProcess lab, long outOfMemoryKills)
    {
        if (lab.ExitCode == 0)
        {
            return new() { Code = CauseCodes.Completed, Message = "JupyterLab was shut down." };
        }

        var reason = RestartRules.Reason(lab.ExitCode, outOfMemoryKills, LastLine());
        records.Write(reason);
        _ends.Add(time.GetUtcNow());
        var restarts = new SessionRestart(_ends[^1], reason);
        if (RestartRules.Pause(_ends) is null)
        {
            return new()
            {
                Code = outOfMemoryKills > 0 ? CauseCodes.OutOfMemory : CauseCodes.LabCrashed,
                Message = $"JupyterLab ended {_ends.Count} times. {reason}",
            };
        }

        Change(session => session with
        {
            Restarts = [.. (session.Restarts ?? []).TakeLast(KeptRestarts - 1), restarts],
        });
        return null;
    }

    private string? LastLine() => File.ReadLines(folders.Log)
        .LastOrDefault(line => line.Length > 0 && !line.StartsWith("[agent]", StringComparison.Ordinal));

    private void Change(Func<SessionProgress, SessionProgress> change) =>
        records.Status.Set(status => status with { Session = change(status.Session!) });
}
