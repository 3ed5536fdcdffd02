namespace Azure.ResourceManager.ContainerInstance.Models;

/// <summary>A file share as a volume.</summary>
public class ContainerInstanceAzureFileVolume
{
    public ContainerInstanceAzureFileVolume(string shareName, string storageAccountName)
    {
        ShareName = shareName ?? throw new ArgumentNullException(nameof(shareName));
        StorageAccountName = storageAccountName ?? throw new ArgumentNullException(nameof(storageAccountName));
    }

    public bool? IsReadOnly { get; set; }

    public string ShareName { get; set; }

    public string? StorageAccountKey { get; set; }

    public string StorageAccountName { get; set; }
}
