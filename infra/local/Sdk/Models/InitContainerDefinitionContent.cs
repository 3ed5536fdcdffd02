namespace Azure.ResourceManager.ContainerInstance.Models;

/// <summary>A container that ends before the containers of its group start.</summary>
public class InitContainerDefinitionContent
{
    public InitContainerDefinitionContent(string name) => Name = name ?? throw new ArgumentNullException(nameof(name));

    public IList<string> Command { get; } = [];

    public IList<ContainerEnvironmentVariable> EnvironmentVariables { get; } = [];

    public string? Image { get; set; }

    public InitContainerPropertiesDefinitionInstanceView? InstanceView { get; internal set; }

    public string Name { get; set; }

    public IList<ContainerVolumeMount> VolumeMounts { get; } = [];
}
