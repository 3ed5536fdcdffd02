namespace CloudWorkspaces.Local.Arm;

/// <summary>One loopback address of the host that containers can reach at the same address.</summary>
internal sealed record ForwardOptions
{
    /// <summary>Address and port, such as 127.0.0.1:10000.</summary>
    public string Address { get; init; } = "";

    /// <summary>If set, the address is HTTP and only paths below this one are let through, such as /api/agent/.</summary>
    public string? PathPrefix { get; init; }
}
