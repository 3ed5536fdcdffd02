namespace CloudWorkspaces.Local.Arm.Engine;

/// <summary>Limits how long one question to the engine may take.</summary>
internal static class EngineDeadline
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <summary>Throws TimeoutException.</summary>
    public static Task WithinAsync(Func<CancellationToken, Task> ask, CancellationToken cancellationToken) => WithinAsync(
        async token =>
        {
            await ask(token);
            return true;
        },
        cancellationToken);

    /// <summary>Throws TimeoutException.</summary>
    public static async Task<T> WithinAsync<T>(Func<CancellationToken, Task<T>> ask, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Patience);
        try
        {
            return await ask(limit.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException($"The container engine did not answer within {Patience.TotalSeconds} s.");
        }
    }
}
