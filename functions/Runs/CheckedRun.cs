using CloudWorkspaces.Environments;
using CloudWorkspaces.Flavors;

namespace CloudWorkspaces.Runs;

/// <summary>A submission that has passed all checks, with everything that it names resolved.</summary>
internal sealed record CheckedRun
{
    /// <summary>As <see cref="RunRecord.Notebook"/>.</summary>
    public required string Notebook { get; init; }

    public required ReadOnlyMemory<byte> Content { get; init; }
    public required EnvironmentVersion Environment { get; init; }
    public required Flavor Flavor { get; init; }
    public required RunRequest Request { get; init; }
}
