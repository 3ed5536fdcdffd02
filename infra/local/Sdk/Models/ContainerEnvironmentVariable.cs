namespace Azure.ResourceManager.ContainerInstance.Models;

/// <summary>A variable of a container: with a value that can be read back, or one that never can.</summary>
public class ContainerEnvironmentVariable
{
    public ContainerEnvironmentVariable(string name) => Name = name ?? throw new ArgumentNullException(nameof(name));

    public string Name { get; set; }

    public string? SecureValue { get; set; }

    public string? Value { get; set; }
}
