using Microsoft.Azure.Functions.Worker;

namespace CloudWorkspaces.Local.Functions.TestHost;

public sealed class Activities(TimeProvider time)
{
    [Function(nameof(Increment))]
    public async Task<int> Increment([ActivityTrigger] int number, CancellationToken cancellationToken)
    {
        await Task.Delay(TimeSpan.FromMilliseconds(10), time, cancellationToken);
        return number + 1;
    }

    [Function(nameof(FailUntilTwo))]
    public int FailUntilTwo([ActivityTrigger] int attempt) =>
        attempt == 2 ? 1 : throw new InvalidOperationException($"Attempt {attempt}.");

    [Function(nameof(Tick))]
    public void Tick([TimerTrigger("0 */1 * * * *")] TimerInfo timer)
    {
        ArgumentNullException.ThrowIfNull(timer);
    }
}
