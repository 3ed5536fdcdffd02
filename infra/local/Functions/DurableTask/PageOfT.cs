namespace Microsoft.DurableTask;

public sealed class Page<T>(IReadOnlyList<T> values, string? continuationToken = null)
    where T : notnull
{
    public IReadOnlyList<T> Values { get; } = values;

    /// <summary>Null on the last page.</summary>
    public string? ContinuationToken { get; } = continuationToken;
}
