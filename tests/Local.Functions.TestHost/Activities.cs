using Microsoft.Azure.Functions.Worker;

namespace CloudWorkspaces.Local.Functions.TestHost;

/// <summary>Activities whose every execution leaves its lines in the ledger.</summary>
public sealed class Activities(TimeProvider time, EffectLedger ledger)
{
    /// <summary>Characters that do not fit into a row.</summary>
    public const int Large = 70_000;

    [Function(nameof(Increment))]
    public Task<int> Increment([ActivityTrigger] int number, FunctionContext context, CancellationToken cancellationToken) =>
        RecordAsync(nameof(Increment), number, context, number + 1, cancellationToken);

    [Function(nameof(Inflate))]
    public Task<string> Inflate([ActivityTrigger] int number, FunctionContext context, CancellationToken cancellationToken) =>
        RecordAsync(nameof(Inflate), number, context, new string('x', Large), cancellationToken);

    [Function(nameof(FailUntilTwo))]
    public Task<int> FailUntilTwo([ActivityTrigger] int attempt, FunctionContext context, CancellationToken cancellationToken) =>
        RecordAsync(nameof(FailUntilTwo), attempt, context, attempt == 2 ? 1 : 0, cancellationToken);

    [Function(nameof(Tick))]
    public void Tick([TimerTrigger("0 */1 * * * *")] TimerInfo timer)
    {
        ArgumentNullException.ThrowIfNull(timer);
    }

    /// <summary>Fails, as the work of an attempt, when the result is zero.</summary>
    private async Task<T> RecordAsync<T>(
        string activity, int input, FunctionContext context, T result, CancellationToken cancellationToken)
    {
        var instance = (string)context.BindingContext.BindingData["instanceId"]!;
        ledger.Append(instance, activity, input, "begins");
        await Task.Delay(TimeSpan.FromMilliseconds(10), time, cancellationToken);
        ledger.Append(instance, activity, input, "ends");
        return result is 0 ? throw new InvalidOperationException($"Attempt {input}.") : result;
    }
}
