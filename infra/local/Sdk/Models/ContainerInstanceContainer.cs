namespace Azure.ResourceManager.ContainerInstance.Models;

/// <summary>A container of a group.</summary>
public class ContainerInstanceContainer
{
    public ContainerInstanceContainer(string name) => Name = name ?? throw new ArgumentNullException(nameof(name));

    public ContainerInstanceContainer(string name, string image, ContainerResourceRequirements resources)
        : this(name)
    {
        Image = image ?? throw new ArgumentNullException(nameof(image));
        Resources = resources ?? throw new ArgumentNullException(nameof(resources));
    }

    public IList<string> Command { get; } = [];

    public IList<ContainerEnvironmentVariable> EnvironmentVariables { get; } = [];

    public string? Image { get; set; }

    public ContainerInstanceView? InstanceView { get; internal set; }

    public string Name { get; set; }

    public IList<ContainerPort> Ports { get; } = [];

    public ContainerResourceRequirements? Resources { get; set; }

    public IList<ContainerVolumeMount> VolumeMounts { get; } = [];
}
