using CloudWorkspaces.Agent.Processes;

namespace CloudWorkspaces.Agent.Mounts;

/// <summary>
/// What tells that a file may have changed. The time of its last change of any kind is in it, as users can set the other
/// back. In nanoseconds since 1970.
/// </summary>
internal sealed record FileStamp(long Size, long ModifiedOn, long ChangedOn)
{
    public static FileStamp Of(FileFacts facts) => new(facts.Size, facts.ModifiedOn, facts.ChangedOn);

    /// <summary>Null when there is no such file, or it is a link, a pipe or the like.</summary>
    public static FileStamp? TryRead(string path) => FileFacts.Of(path) is { IsRegular: true } facts ? Of(facts) : null;
}
