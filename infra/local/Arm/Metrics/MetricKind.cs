namespace CloudWorkspaces.Local.Arm.Metrics;

/// <summary>A metric of container groups, as Azure Monitor lists it.</summary>
internal sealed record MetricKind(string Name, string DisplayName, string Description, string Unit, bool ByContainer)
{
    public const string Dimension = "containerName";
    public const string Namespace = "Microsoft.ContainerInstance/containerGroups";

    public static readonly MetricKind Cpu = new(
        "CpuUsage", "CPU Usage", "CPU usage on all cores in millicores.", "Count", ByContainer: true);

    public static readonly MetricKind Memory = new(
        "MemoryUsage", "Memory Usage", "Total memory usage in byte.", "Bytes", ByContainer: true);

    public static readonly MetricKind Received = new(
        "NetworkBytesReceivedPerSecond",
        "Network Bytes Received Per Second",
        "The network bytes received per second.",
        "Bytes",
        ByContainer: false);

    public static readonly MetricKind Transmitted = new(
        "NetworkBytesTransmittedPerSecond",
        "Network Bytes Transmitted Per Second",
        "The network bytes transmitted per second.",
        "Bytes",
        ByContainer: false);

    public static readonly IReadOnlyList<MetricKind> All = [Cpu, Memory, Received, Transmitted];

    public static MetricKind? Find(string name) =>
        All.FirstOrDefault(kind => kind.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
}
