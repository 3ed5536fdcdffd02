namespace CloudWorkspaces.Agent.Mounts;

/// <summary>Where the local version of a file is kept when others have changed its blob.</summary>
internal static class ConflictName
{
    /// <param name="blob">For example <c>data/a.tif</c>.</param>
    /// <param name="owner">Id of the run or session.</param>
    /// <param name="number">From 1 on.</param>
    /// <returns>For example <c>data/a.conflict-01m8.tif</c>, then <c>data/a.conflict-01m8-2.tif</c>.</returns>
    public static string Of(string blob, string owner, int number)
    {
        var name = blob.LastIndexOf('/') + 1;
        var dot = blob.LastIndexOf('.');
        var end = dot > name ? dot : blob.Length;
        var suffix = number == 1 ? "" : $"-{number}";
        return $"{blob[..end]}.conflict-{owner}{suffix}{blob[end..]}";
    }
}
