namespace CloudWorkspaces.Runs.Admission;

/// <summary>0 is served last, 9 first; runs of one priority are served in the order of their ids.</summary>
public static class AdmissionPriority
{
    public const int Lowest = 0;
    public const int Normal = 5;
    public const int Highest = 9;
}
