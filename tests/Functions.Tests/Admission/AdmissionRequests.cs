using CloudWorkspaces.Runs;
using CloudWorkspaces.Runs.Admission;

namespace CloudWorkspaces.Functions.Tests.Admission;

internal static class AdmissionRequests
{
    public static Task<AdmissionDecision> RequestAsync(
        this IAdmissions admissions,
        QueueKey queue,
        RunReference run,
        int priority,
        CancellationToken cancellationToken,
        int milliCpu = 0,
        string flow = "") =>
        admissions.RequestAsync(
            queue, new() { Run = run, Priority = priority, MilliCpu = milliCpu, Flow = flow }, cancellationToken);
}
