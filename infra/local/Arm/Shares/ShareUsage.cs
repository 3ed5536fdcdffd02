namespace CloudWorkspaces.Local.Arm.Shares;

/// <summary>How much is in a share.</summary>
internal static class ShareUsage
{
    private static readonly EnumerationOptions All = new()
    {
        RecurseSubdirectories = true,
        AttributesToSkip = FileAttributes.ReparsePoint,
        IgnoreInaccessible = true,
    };

    /// <summary>The lengths of all files together; one that goes meanwhile counts nothing.</summary>
    public static long Of(string folder) => new DirectoryInfo(folder).EnumerateFiles("*", All).Sum(LengthOf);

    private static long LengthOf(FileInfo file)
    {
        try
        {
            return file.Length;
        }
        catch (IOException)
        {
            return 0;
        }
    }
}
