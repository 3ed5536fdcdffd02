namespace CloudWorkspaces.Local.Arm.Groups;

/// <summary>What container instances allow in one group.</summary>
internal static class GroupLimits
{
    public const int Containers = 60;
    public const int Volumes = 20;
    public const int Ports = 5;
    public const decimal Cpu = 31;
    public const decimal MemoryGiB = 240;

    private static readonly (int First, int Last)[] ReservedPorts =
    [
        (22, 22), (1025, 1027), (3389, 3399), (9999, 9999), (19000, 19000), (19080, 19080), (19100, 19100),
        (19390, 19390), (20000, 30000), (49152, 65534),
    ];

    public static bool IsReserved(int port) => ReservedPorts.Any(range => port >= range.First && port <= range.Last);
}
