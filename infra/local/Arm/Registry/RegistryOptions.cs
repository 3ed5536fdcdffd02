namespace CloudWorkspaces.Local.Arm.Registry;

/// <summary>Section "Arm:Registry".</summary>
internal sealed record RegistryOptions
{
    /// <summary>
    /// A folder with this machine's apt sources and its <c>machine.conf</c>, which builds on podman have in place of the
    /// image's own sources and which leaves no trace in an image; default none.
    /// </summary>
    public string? AptFolder { get; init; }

    /// <summary>Longest time for a build that names none; default 1 h.</summary>
    public TimeSpan BuildTimeout { get; init; } = TimeSpan.FromHours(1);
}
