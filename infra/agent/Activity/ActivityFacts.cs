using CloudWorkspaces.Agent.Lab;

namespace CloudWorkspaces.Agent.Activity;

/// <summary>What was found at one look. Null where JupyterLab did not answer.</summary>
internal sealed record ActivityFacts
{
    public LabServer? Server { get; init; }

    public IReadOnlyList<LabKernel>? Kernels { get; init; }

    public IReadOnlyList<LabTerminal>? Terminals { get; init; }

    public required int BusyTerminals { get; init; }

    public required int Downloads { get; init; }

    public required DateTimeOffset Now { get; init; }
}
