using CloudWorkspaces.Agent.Activity;
using CloudWorkspaces.Agent.Endpoint;
using CloudWorkspaces.Agent.Lab;
using CloudWorkspaces.Agent.Runs;
using CloudWorkspaces.Agent.Storage;

namespace CloudWorkspaces.Agent.Sessions;

/// <summary>Waits until a JupyterLab answers, and from then on notes what goes on in it.</summary>
internal sealed class LabWatch(LabClient client, SessionJob job, RunRecords records, TimeProvider time)
{
    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(25);

    public required Func<Task> Ready { get; init; }

    /// <summary>Runs until cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var told = Task.CompletedTask;
        try
        {
            while (await client.ServerAsync() is null)
            {
                await Task.Delay(Glance, time, cancellationToken);
            }

            told = TellAsync();
            await FollowAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            // It has ended, or is to end.
        }

        await told;
    }

    private async Task TellAsync()
    {
        var first = false;
        records.Status.Set(status =>
        {
            first = status.Session!.ReadyOn is null;
            return status with { Session = status.Session with { ReadyOn = status.Session.ReadyOn ?? time.GetUtcNow() } };
        });
        if (first)
        {
            await Ready();
        }
    }

    private async Task FollowAsync(CancellationToken cancellationToken)
    {
        var probe = new ActivityProbe(client, job.Port, time);
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(job.ActivitySeconds), time);
        do
        {
            var facts = await probe.LookAsync();
            records.Status.Set(status => status with { Session = Next(status.Session!, facts) });
        }
        while (await timer.WaitForNextTickAsync(cancellationToken));
    }

    private SessionProgress Next(SessionProgress session, ActivityFacts facts) => session with
    {
        Activity = ActivityRules.Next(facts, session.Activity) ?? session.Activity,
        OutOfMemoryKills = records.Resources.OomKills,
    };
}
