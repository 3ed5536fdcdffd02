namespace CloudWorkspaces.Runs.Admission;

/// <summary>A queue stayed contended through all tries; the caller may try again later.</summary>
public sealed class AdmissionConflictException(QueueKey queue)
    : Exception($"Queue '{queue}' is contended.");
