namespace CloudWorkspaces.Agent.Storage;

/// <summary>The repository that a notebook was taken from.</summary>
/// <param name="Url">Without credentials.</param>
/// <param name="Revision">As it was asked for.</param>
/// <param name="Path">In the repository.</param>
/// <param name="Commit">What the revision was; null when it could not be found out.</param>
internal sealed record NotebookOrigin(Uri Url, string Revision, string Path, string? Commit);
