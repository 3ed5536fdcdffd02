namespace CloudWorkspaces.Runs.Admission;

/// <summary>0 is served last, 9 first; within one priority flows take turns.</summary>
public static class AdmissionPriority
{
    public const int Lowest = 0;
    public const int Normal = 5;
    public const int Highest = 9;

    public static int Of(RunPriority priority) => priority switch
    {
        RunPriority.Low => 2,
        RunPriority.High => 8,
        _ => Normal,
    };
}
