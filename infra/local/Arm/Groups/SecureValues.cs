using CloudWorkspaces.Local.Arm.Engine;
using CloudWorkspaces.Local.Arm.Http;

namespace CloudWorkspaces.Local.Arm.Groups;

/// <summary>
/// After a restart of the emulator, secure values are known to the containers that were made with them and to nobody
/// else.
/// </summary>
internal static class SecureValues
{
    public static ArmError Lost { get; } = new(
        "InternalServerError",
        "The emulator ended while the group was made, and with it the group's secure values. Create the group again.");

    public static bool AreKnown(GroupSpec spec, IReadOnlyDictionary<string, EngineContainer> containers) =>
        spec.InitContainers.Concat(spec.Containers).All(container =>
            containers.ContainsKey(container.Name) ||
            container.Environment.All(variable => variable.Value is not null));

    public static GroupSpec Restore(GroupSpec spec, IReadOnlyDictionary<string, EngineContainer> containers) => spec with
    {
        InitContainers = [.. spec.InitContainers.Select(container => Restore(container, containers))],
        Containers = [.. spec.Containers.Select(container => Restore(container, containers))],
    };

    private static ContainerSpec Restore(ContainerSpec spec, IReadOnlyDictionary<string, EngineContainer> containers) =>
        containers.TryGetValue(spec.Name, out var container)
            ? spec with { Environment = [.. spec.Environment.Select(variable => Restore(variable, container))] }
            : spec;

    private static EnvironmentSpec Restore(EnvironmentSpec variable, EngineContainer container)
    {
        var prefix = $"{variable.Name}=";
        var known = container.Environment.FirstOrDefault(text => text.StartsWith(prefix, StringComparison.Ordinal));
        return variable.Value is null && known is not null ? variable with { Value = known[prefix.Length..] } : variable;
    }
}
