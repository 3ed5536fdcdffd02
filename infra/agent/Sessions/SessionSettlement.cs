using CloudWorkspaces.Agent.Causes;
using CloudWorkspaces.Agent.Runs;
using CloudWorkspaces.Agent.Storage;

namespace CloudWorkspaces.Agent.Sessions;

/// <summary>Stores what a session leaves: its log, its samples and why it ended.</summary>
internal sealed class SessionSettlement(RunRecords records, TimeProvider time)
{
    /// <summary>Of everything together: the service kills a container that takes longer than 30 s to end.</summary>
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(10);

    /// <summary>False when a part could not be stored.</summary>
    public async Task<bool> StoreAsync(Cause cause)
    {
        records.Write($"{cause.Code}: {cause.Message}");
        records.Status.Set(status => status with { State = RunStatus.Settled, Cause = cause.Shortened(Cause.MaxText) });
        using var bound = new CancellationTokenSource(Bound, time);
        var stored = await Task.WhenAll(
            TryAsync("the log", records.FlushLogAsync, bound.Token),
            TryAsync("the samples", records.FlushMetricsAsync, bound.Token),
            TryAsync("the status", records.Status.FlushAsync, bound.Token));
        return stored.All(done => done);
    }

    private static async Task<bool> TryAsync(
        string what, Func<CancellationToken, Task> store, CancellationToken cancellationToken)
    {
        try
        {
            await store(cancellationToken);
            return true;
        }
        catch (Exception exception) when (StorageFailure.Is(exception))
        {
            Console.Error.WriteLine($"agent: {what} could not be stored: {StorageFailure.Describe(exception)}");
            return false;
        }
    }
}
