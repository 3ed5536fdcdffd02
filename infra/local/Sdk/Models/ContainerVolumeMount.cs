namespace Azure.ResourceManager.ContainerInstance.Models;

/// <summary>Where a container sees a volume of its group.</summary>
public class ContainerVolumeMount
{
    public ContainerVolumeMount(string name, string mountPath)
    {
        Name = name ?? throw new ArgumentNullException(nameof(name));
        MountPath = mountPath ?? throw new ArgumentNullException(nameof(mountPath));
    }

    public bool? IsReadOnly { get; set; }

    public string MountPath { get; set; }

    public string Name { get; set; }
}
