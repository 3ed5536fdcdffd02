using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;

namespace CloudWorkspaces.Runs.Orchestration;

/// <summary>
/// One round of repairs, in the order in which they lead to one another. What fails is left to the next round, and
/// does not keep the rest from being done.
/// </summary>
public sealed class JanitorPass(
    RunJanitor runs, GroupJanitor groups, QueueJanitor queues, MeterJanitor meters, ILogger<JanitorPass> logger)
{
    public async Task RunAsync(DurableTaskClient client, CancellationToken cancellationToken)
    {
        await TryAsync("runs", runs.RunAsync);
        await TryAsync("groups", groups.RunAsync);
        await TryAsync("queues", queues.RunAsync);
        await TryAsync("meters", meters.RunAsync);

        async Task TryAsync(string part, Func<DurableTaskClient, CancellationToken, Task> work)
        {
            try
            {
                await work(client, cancellationToken);
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                JanitorLog.PartFailed(logger, part, exception);
            }
        }
    }
}
