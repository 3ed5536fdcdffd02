namespace CloudWorkspaces.Agent.Packages;

/// <summary>A package that was installed in a session before and is in place again.</summary>
/// <param name="Name">Of the distribution.</param>
/// <param name="Version">Exact.</param>
/// <param name="Content">Tells it from other builds of the same version: see <see cref="ArchiveName"/>.</param>
internal sealed record RestoredPackage(string Name, string Version, string Content);
