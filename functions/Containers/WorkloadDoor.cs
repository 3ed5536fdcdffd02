namespace CloudWorkspaces.Containers;

/// <summary>The way from outside to a container group's web server.</summary>
internal sealed record WorkloadDoor
{
    public required int Port { get; init; }

    /// <summary>
    /// The image of Caddy, which answers on 80 and 443 under the DNS label's name and gets its certificate itself; null
    /// for plain HTTP on <see cref="Port"/>.
    /// </summary>
    public string? TlsImage { get; init; }
}
