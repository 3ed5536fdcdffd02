namespace CloudWorkspaces.Agent.Activity;

/// <summary>What goes on in a session, as the app reads it.</summary>
internal sealed record SessionActivity
{
    public required DateTimeOffset SampledOn { get; init; }

    public required DateTimeOffset LastActiveOn { get; init; }

    public int Kernels { get; init; }

    public int BusyKernels { get; init; }

    public int Terminals { get; init; }

    public int BusyTerminals { get; init; }

    public int Downloads { get; init; }
}
