namespace CloudWorkspaces.Local.ShareMount;

/// <summary>The end of this process would take the share away from running containers.</summary>
internal static class OutOfMemoryKiller
{
    public static void SpareThisProcess()
    {
        try
        {
            File.WriteAllText("/proc/self/oom_score_adj", "-1000");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine($"The kernel may kill this process when memory is short: {exception.Message}");
        }
    }
}
