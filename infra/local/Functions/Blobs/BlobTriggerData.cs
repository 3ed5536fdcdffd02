using System.Text.Json;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;

namespace CloudWorkspaces.Local.Functions.Blobs;

/// <summary>The blob that an invocation is for.</summary>
internal sealed record BlobTriggerData(BlobContainerClient Container, string Name)
{
    /// <summary>What the official extension adds to the names of the path.</summary>
    public static readonly string[] Names = ["BlobTrigger", "Uri", "Properties", "Metadata"];

    /// <summary>Texts, as an isolated worker gets them: Uri, Properties and Metadata are JSON.</summary>
    public Dictionary<string, object?> ToBindingData(
        IReadOnlyDictionary<string, string> values, BlobProperties properties)
    {
        var data = new Dictionary<string, object?>(StringComparer.OrdinalIgnoreCase)
        {
            [Names[0]] = $"{Container.Name}/{Name}",
            [Names[1]] = JsonSerializer.Serialize(Container.GetBlobBaseClient(Name).Uri),
            [Names[2]] = JsonSerializer.Serialize(properties),
            [Names[3]] = JsonSerializer.Serialize(properties.Metadata),
        };
        foreach (var (name, value) in values)
        {
            data[name] = value;
        }

        return data;
    }
}
