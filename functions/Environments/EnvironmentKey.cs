namespace CloudWorkspaces.Environments;

/// <summary>Names a version: the input of its orchestration and activities.</summary>
/// <param name="Workspace">Null for a curated one.</param>
/// <param name="Name">Of the environment.</param>
/// <param name="Version">Of the environment.</param>
public sealed record EnvironmentKey(string? Workspace, string Name, string Version)
{
    internal string Partition => PartitionOf(Workspace);

    internal string Row => $"{Name}:{Version}";

    /// <summary>Of a workspace, or of the curated ones.</summary>
    internal static string PartitionOf(string? workspace) => workspace is null ? "curated" : $"ws:{workspace}";
}
