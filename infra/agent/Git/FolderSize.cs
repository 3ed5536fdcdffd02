namespace CloudWorkspaces.Agent.Git;

/// <summary>How much a folder holds, while others write into it.</summary>
internal static class FolderSize
{
    private static readonly EnumerationOptions All = new()
    {
        RecurseSubdirectories = true,
        AttributesToSkip = FileAttributes.ReparsePoint,
        IgnoreInaccessible = true,
    };

    public static bool Exceeds(string folder, long bytes)
    {
        var sum = 0L;
        try
        {
            foreach (var file in new DirectoryInfo(folder).EnumerateFiles("*", All))
            {
                sum += file.Exists ? file.Length : 0;
                if (sum > bytes)
                {
                    return true;
                }
            }
        }
        catch (IOException)
        {
            // What was listed is gone by now: the next look counts anew.
        }

        return false;
    }
}
