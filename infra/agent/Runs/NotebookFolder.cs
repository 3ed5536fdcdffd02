using CloudWorkspaces.Agent.Endpoint;

namespace CloudWorkspaces.Agent.Runs;

/// <summary>Where a notebook runs.</summary>
internal static class NotebookFolder
{
    /// <summary>Null for the folder on local disk that runs have.</summary>
    public static string? Of(RunJob job, RunFolders folders) => job switch
    {
        { Git: { } git } => Path.Combine(folders.Source, Path.GetDirectoryName(git.Path)!),
        { HomePath: not null } => Path.GetDirectoryName(HomeNotebook.PathOf(job)),
        { HomeFolder: { } folder } => Path.Combine(RunFolders.Home, folder),
        _ => null,
    };
}
