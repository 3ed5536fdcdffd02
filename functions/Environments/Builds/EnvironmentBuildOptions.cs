using System.ComponentModel.DataAnnotations;

namespace CloudWorkspaces.Environments.Builds;

/// <summary>Section <c>EnvironmentBuilds</c>: how environments are made and checked.</summary>
public sealed record EnvironmentBuildOptions
{
    public const string Section = "EnvironmentBuilds";

    /// <summary>The container registry in the resource group, which builds and keeps images; empty for none.</summary>
    public string Registry { get; init; } = "";

    /// <summary>Longest time of a build: 300 to 28,800 s, default 3,600.</summary>
    [Range(300, 28_800)]
    public int BuildTimeoutSeconds { get; init; } = 3_600;

    /// <summary>Longest time until a check has reported, with the image's pull: default 1,800 s.</summary>
    [Range(10, 7_200)]
    public int CheckTimeoutSeconds { get; init; } = 1_800;

    /// <summary>The first and the longest wait between two looks: default 1 and 15 s.</summary>
    [Range(0.1, 60)]
    public double FirstWatchSeconds { get; init; } = 1;

    /// <inheritdoc cref="FirstWatchSeconds"/>
    [Range(0.1, 300)]
    public double MaxWatchSeconds { get; init; } = 15;

    /// <summary>The index that pip asks in builds; its own, pypi.org, when absent.</summary>
    public Uri? PipIndex { get; init; }

    /// <summary>Whether a container of each curated version tells its kernels and packages; default true.</summary>
    public bool CheckCurated { get; init; } = true;

    /// <summary>Versions of all environments of a workspace: default 100.</summary>
    [Range(1, 10_000)]
    public int MaxPerWorkspace { get; init; } = 100;
}
