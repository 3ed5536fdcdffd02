using System.Collections.Immutable;
using System.Text.Json;
using CloudWorkspaces.Local.Arm.Http;
using CloudWorkspaces.Local.Arm.Shares;

namespace CloudWorkspaces.Local.Arm.Files;

/// <summary>What Linux has no place for: kept in an extended attribute, which goes where the file goes.</summary>
internal sealed record FileExtras
{
    private const string Attribute = "user.cloud-workspaces.files";
    private const int Largest = 64 * 1024;
    private const string MetadataPrefix = "x-ms-meta-";

    /// <summary>Each header that sets a property, with the one that tells it.</summary>
    private static readonly Dictionary<string, string> PropertyHeaders = new()
    {
        ["x-ms-content-type"] = "Content-Type",
        ["x-ms-content-encoding"] = "Content-Encoding",
        ["x-ms-content-language"] = "Content-Language",
        ["x-ms-cache-control"] = "Cache-Control",
        ["x-ms-content-disposition"] = "Content-Disposition",
        ["x-ms-content-md5"] = "Content-MD5",
    };

    public ImmutableDictionary<string, string> Metadata { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>Headers of the answer.</summary>
    public ImmutableDictionary<string, string> Headers { get; init; } = ImmutableDictionary<string, string>.Empty;

    public static FileExtras Of(string path) => Beneath.GetAttribute(path, Attribute, Largest) is { } kept
        ? JsonSerializer.Deserialize<FileExtras>(kept, ArmJson.Options)!
        : new FileExtras();

    /// <summary>Throws FileException 400 if it is too large for the file system.</summary>
    public void Save(string path)
    {
        if (Beneath.SetAttribute(path, Attribute, JsonSerializer.SerializeToUtf8Bytes(this, ArmJson.Options)) is var error and not 0)
        {
            throw new FileException(
                400, "MetadataTooLarge", $"The file system that the share is on cannot keep this metadata (error {error}).");
        }
    }

    /// <summary>Throws FileException 400.</summary>
    public static ImmutableDictionary<string, string> ReadMetadata(FileRequest request)
    {
        var metadata = request.Http.Headers
            .Where(header => header.Key.StartsWith(MetadataPrefix, StringComparison.OrdinalIgnoreCase))
            .ToImmutableDictionary(header => header.Key[MetadataPrefix.Length..], header => header.Value.ToString());
        return MetadataRules.Fault(metadata) is { } fault ? throw new FileException(400, "InvalidMetadata", fault) : metadata;
    }

    public static ImmutableDictionary<string, string> ReadHeaders(FileRequest request) => PropertyHeaders
        .Where(header => request.Header(header.Key) is { Length: > 0 })
        .ToImmutableDictionary(header => header.Value, header => request.Header(header.Key)!);

    public static void Tell(HttpResponse response, ImmutableDictionary<string, string> metadata)
    {
        foreach (var (name, value) in metadata)
        {
            response.Headers[MetadataPrefix + name] = value;
        }
    }
}
