namespace Azure.ResourceManager.ContainerInstance.Models;

/// <summary>From where a group's address can be reached.</summary>
public readonly struct ContainerGroupIPAddressType : IEquatable<ContainerGroupIPAddressType>
{
    private readonly string _value;

    public ContainerGroupIPAddressType(string value) => _value = value ?? throw new ArgumentNullException(nameof(value));

    public static ContainerGroupIPAddressType Private { get; } = new("Private");
    public static ContainerGroupIPAddressType Public { get; } = new("Public");

    public static bool operator ==(ContainerGroupIPAddressType left, ContainerGroupIPAddressType right) => left.Equals(right);

    public static bool operator !=(ContainerGroupIPAddressType left, ContainerGroupIPAddressType right) => !left.Equals(right);

    public static implicit operator ContainerGroupIPAddressType(string value) => new(value);

    public bool Equals(ContainerGroupIPAddressType other) => string.Equals(_value, other._value, StringComparison.OrdinalIgnoreCase);

    public override bool Equals(object? obj) => obj is ContainerGroupIPAddressType other && Equals(other);

    public override int GetHashCode() => StringComparer.OrdinalIgnoreCase.GetHashCode(_value ?? "");

    public override string ToString() => _value;
}
