namespace CloudWorkspaces.Batches.Orchestration;

/// <summary>Names of the external events that a batch's orchestration waits for. They are stored: never change one.</summary>
internal static class BatchSignals
{
    /// <summary>Payload <see cref="BatchItemSettled"/>.</summary>
    public const string ItemSettled = "BatchItemSettled";

    /// <summary>Without payload: the user asked for cancellation.</summary>
    public const string CancelRequested = "BatchCancelRequested";
}
