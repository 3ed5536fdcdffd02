namespace Azure.ResourceManager.ContainerInstance.Models;

/// <summary>A volume of a group. Exactly one of its kinds is set.</summary>
public class ContainerVolume
{
    public ContainerVolume(string name) => Name = name ?? throw new ArgumentNullException(nameof(name));

    public ContainerInstanceAzureFileVolume? AzureFile { get; set; }

    /// <summary>An empty JSON object for a folder that lives as long as the group.</summary>
    public BinaryData? EmptyDir { get; set; }

    public string Name { get; set; }

    /// <summary>Base 64 content by file name.</summary>
    public IDictionary<string, string> Secret { get; } = new Dictionary<string, string>();
}
