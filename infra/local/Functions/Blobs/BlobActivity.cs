namespace CloudWorkspaces.Local.Functions.Blobs;

/// <summary>When something happened last that blobs may come of: a writing HTTP request, or a blob that was found.</summary>
internal sealed class BlobActivity(TimeProvider time)
{
    private long _last = time.GetTimestamp();
    private TaskCompletionSource _next = NewSource();

    public TimeSpan Since => time.GetElapsedTime(Interlocked.Read(ref _last));

    /// <summary>Ends with the next activity.</summary>
    public Task Next => Volatile.Read(ref _next).Task;

    public void Note()
    {
        Interlocked.Exchange(ref _last, time.GetTimestamp());
        Interlocked.Exchange(ref _next, NewSource()).SetResult();
    }

    private static TaskCompletionSource NewSource() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
