using System.Collections.Immutable;

namespace CloudWorkspaces.Local.Arm.Groups;

/// <summary>How it is found out whether a container is alive or ready: by a command in it or by a request to it.</summary>
internal sealed record ProbeSpec
{
    /// <summary>Succeeds with exit code 0; empty if <see cref="Http"/> is asked.</summary>
    public required ImmutableArray<string> Command { get; init; }

    public HttpProbe? Http { get; init; }

    public TimeSpan InitialDelay { get; init; }

    public TimeSpan Period { get; init; }

    public TimeSpan Timeout { get; init; }

    public int FailureThreshold { get; init; }

    public int SuccessThreshold { get; init; }
}

/// <summary>Succeeds with status 200 to 399.</summary>
internal sealed record HttpProbe(string Scheme, int Port, string Path, ImmutableArray<KeyValuePair<string, string>> Headers);
