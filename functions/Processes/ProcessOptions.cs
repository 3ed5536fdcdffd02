using System.ComponentModel.DataAnnotations;

namespace CloudWorkspaces.Processes;

/// <summary>The section <c>Processes</c>.</summary>
public sealed record ProcessOptions
{
    public const string Section = "Processes";

    /// <summary>Published notebooks of a workspace: 0 to 10,000.</summary>
    [Range(0, 10_000)]
    public int MaxPerWorkspace { get; init; } = 200;

    /// <summary>
    /// How long an execution without <c>Prefer: respond-async</c> waits for the end, in seconds. Azure's load balancer
    /// gives an HTTP function 230.
    /// </summary>
    [Range(1, 3_600)]
    public int SyncSeconds { get; init; } = 200;

    /// <summary>Larger results are given by reference also where they are asked for by value, in bytes.</summary>
    [Range(1_000, 100_000_000)]
    public int MaxValueBytes { get; init; } = 10_000_000;

    /// <summary>Where clients find the app, such as <c>https://notebooks.example.org</c>; the request's own address if empty.</summary>
    public string PublicAddress { get; init; } = "";
}
