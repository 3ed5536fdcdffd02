namespace Azure.ResourceManager.ContainerInstance.Models;

/// <summary>When the containers of a group are started again.</summary>
public readonly struct ContainerGroupRestartPolicy : IEquatable<ContainerGroupRestartPolicy>
{
    private readonly string _value;

    public ContainerGroupRestartPolicy(string value) => _value = value ?? throw new ArgumentNullException(nameof(value));

    public static ContainerGroupRestartPolicy Always { get; } = new("Always");
    public static ContainerGroupRestartPolicy Never { get; } = new("Never");
    public static ContainerGroupRestartPolicy OnFailure { get; } = new("OnFailure");

    public static bool operator ==(ContainerGroupRestartPolicy left, ContainerGroupRestartPolicy right) => left.Equals(right);

    public static bool operator !=(ContainerGroupRestartPolicy left, ContainerGroupRestartPolicy right) => !left.Equals(right);

    public static implicit operator ContainerGroupRestartPolicy(string value) => new(value);

    public bool Equals(ContainerGroupRestartPolicy other) => string.Equals(_value, other._value, StringComparison.OrdinalIgnoreCase);

    public override bool Equals(object? obj) => obj is ContainerGroupRestartPolicy other && Equals(other);

    public override int GetHashCode() => StringComparer.OrdinalIgnoreCase.GetHashCode(_value ?? "");

    public override string ToString() => _value;
}
