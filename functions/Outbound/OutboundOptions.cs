namespace CloudWorkspaces.Outbound;

/// <summary>The section <c>Outbound</c>.</summary>
public sealed record OutboundOptions
{
    public const string Section = "Outbound";

    /// <summary>
    /// Whether addresses that users name may be in private networks or on this machine: only where everybody who may start
    /// runs may also reach everything that the app does.
    /// </summary>
    public bool AllowPrivateAddresses { get; init; }
}
