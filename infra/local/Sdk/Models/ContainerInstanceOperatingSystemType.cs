namespace Azure.ResourceManager.ContainerInstance.Models;

/// <summary>The operating system that a group's images need.</summary>
public readonly struct ContainerInstanceOperatingSystemType : IEquatable<ContainerInstanceOperatingSystemType>
{
    private readonly string _value;

    public ContainerInstanceOperatingSystemType(string value) => _value = value ?? throw new ArgumentNullException(nameof(value));

    public static ContainerInstanceOperatingSystemType Linux { get; } = new("Linux");
    public static ContainerInstanceOperatingSystemType Windows { get; } = new("Windows");

    public static bool operator ==(ContainerInstanceOperatingSystemType left, ContainerInstanceOperatingSystemType right) => left.Equals(right);

    public static bool operator !=(ContainerInstanceOperatingSystemType left, ContainerInstanceOperatingSystemType right) => !left.Equals(right);

    public static implicit operator ContainerInstanceOperatingSystemType(string value) => new(value);

    public bool Equals(ContainerInstanceOperatingSystemType other) => string.Equals(_value, other._value, StringComparison.OrdinalIgnoreCase);

    public override bool Equals(object? obj) => obj is ContainerInstanceOperatingSystemType other && Equals(other);

    public override int GetHashCode() => StringComparer.OrdinalIgnoreCase.GetHashCode(_value ?? "");

    public override string ToString() => _value;
}
