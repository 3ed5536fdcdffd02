namespace Azure.ResourceManager.ContainerInstance.Models;

/// <summary>The protocol of a group's port.</summary>
public readonly struct ContainerGroupNetworkProtocol : IEquatable<ContainerGroupNetworkProtocol>
{
    private readonly string _value;

    public ContainerGroupNetworkProtocol(string value) => _value = value ?? throw new ArgumentNullException(nameof(value));

    public static ContainerGroupNetworkProtocol Tcp { get; } = new("TCP");
    public static ContainerGroupNetworkProtocol Udp { get; } = new("UDP");

    public static bool operator ==(ContainerGroupNetworkProtocol left, ContainerGroupNetworkProtocol right) => left.Equals(right);

    public static bool operator !=(ContainerGroupNetworkProtocol left, ContainerGroupNetworkProtocol right) => !left.Equals(right);

    public static implicit operator ContainerGroupNetworkProtocol(string value) => new(value);

    public bool Equals(ContainerGroupNetworkProtocol other) => string.Equals(_value, other._value, StringComparison.OrdinalIgnoreCase);

    public override bool Equals(object? obj) => obj is ContainerGroupNetworkProtocol other && Equals(other);

    public override int GetHashCode() => StringComparer.OrdinalIgnoreCase.GetHashCode(_value ?? "");

    public override string ToString() => _value;
}
