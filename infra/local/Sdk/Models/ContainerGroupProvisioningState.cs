namespace Azure.ResourceManager.ContainerInstance.Models;

/// <summary>How far the creation or change of a group has come.</summary>
public readonly struct ContainerGroupProvisioningState : IEquatable<ContainerGroupProvisioningState>
{
    private readonly string _value;

    public ContainerGroupProvisioningState(string value) => _value = value ?? throw new ArgumentNullException(nameof(value));

    public static ContainerGroupProvisioningState Accepted { get; } = new("Accepted");
    public static ContainerGroupProvisioningState Canceled { get; } = new("Canceled");
    public static ContainerGroupProvisioningState Creating { get; } = new("Creating");
    public static ContainerGroupProvisioningState Deleting { get; } = new("Deleting");
    public static ContainerGroupProvisioningState Failed { get; } = new("Failed");
    public static ContainerGroupProvisioningState NotAccessible { get; } = new("NotAccessible");
    public static ContainerGroupProvisioningState NotSpecified { get; } = new("NotSpecified");
    public static ContainerGroupProvisioningState Pending { get; } = new("Pending");
    public static ContainerGroupProvisioningState PreProvisioned { get; } = new("PreProvisioned");
    public static ContainerGroupProvisioningState Repairing { get; } = new("Repairing");
    public static ContainerGroupProvisioningState Succeeded { get; } = new("Succeeded");
    public static ContainerGroupProvisioningState Unhealthy { get; } = new("Unhealthy");
    public static ContainerGroupProvisioningState Updating { get; } = new("Updating");

    public static bool operator ==(ContainerGroupProvisioningState left, ContainerGroupProvisioningState right) => left.Equals(right);

    public static bool operator !=(ContainerGroupProvisioningState left, ContainerGroupProvisioningState right) => !left.Equals(right);

    public static implicit operator ContainerGroupProvisioningState(string value) => new(value);

    public bool Equals(ContainerGroupProvisioningState other) => string.Equals(_value, other._value, StringComparison.OrdinalIgnoreCase);

    public override bool Equals(object? obj) => obj is ContainerGroupProvisioningState other && Equals(other);

    public override int GetHashCode() => StringComparer.OrdinalIgnoreCase.GetHashCode(_value ?? "");

    public override string ToString() => _value;
}
