namespace CloudWorkspaces.Sessions;

/// <summary>What the agent last saw going on in a session.</summary>
public sealed record SessionActivity
{
    public DateTimeOffset SampledOn { get; init; }

    /// <summary>The last request, output or execution, as Jupyter and the agent know it.</summary>
    public DateTimeOffset LastActiveOn { get; init; }

    public int Kernels { get; init; }
    public int BusyKernels { get; init; }
    public int Terminals { get; init; }

    /// <summary>Terminals in which a program runs, in the foreground or not.</summary>
    public int BusyTerminals { get; init; }

    /// <summary>Connections that still have something to send to a browser.</summary>
    public int Downloads { get; init; }

    internal bool IsBusy => BusyKernels + BusyTerminals + Downloads > 0;
}
