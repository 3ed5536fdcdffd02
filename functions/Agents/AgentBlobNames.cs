using CloudWorkspaces.Runs;

namespace CloudWorkspaces.Agents;

/// <summary>Which blobs of its attempt an agent may use, and how.</summary>
internal static class AgentBlobNames
{
    public const int MaxNames = 100;
    private const int MaxLength = 900;

    /// <summary>What every assignment carries.</summary>
    public static IReadOnlyDictionary<string, BlobAccess> Fixed { get; } = new Dictionary<string, BlobAccess>
    {
        [RunBlobs.Input] = BlobAccess.Read,
        [RunBlobs.Status] = BlobAccess.Write,
        [RunBlobs.Output] = BlobAccess.Write,
        [RunBlobs.Html] = BlobAccess.Write,
        [RunBlobs.Log] = BlobAccess.Append,
        [RunBlobs.Metrics] = BlobAccess.Append,
        [RunBlobs.Provenance] = BlobAccess.Write,
    };

    /// <summary>The same, where the agent itself stores the input.</summary>
    public static IReadOnlyDictionary<string, BlobAccess> FixedWithInput { get; } =
        new Dictionary<string, BlobAccess>(Fixed) { [RunBlobs.Input] = BlobAccess.Write };

    /// <summary>Null when the agent has no business with a blob of this name.</summary>
    public static BlobAccess? AccessTo(string? name) => name switch
    {
        null => null,
        _ when Fixed.TryGetValue(name, out var access) => access,
        _ when IsOutput(name) => BlobAccess.Write,
        _ => null,
    };

    private static bool IsOutput(string name) =>
        name.Length <= MaxLength &&
        name.StartsWith(RunBlobs.OutputsPrefix, StringComparison.Ordinal) &&
        !name.Contains('\\') &&
        !name.Any(char.IsControl) &&
        name.Split('/').All(segment => segment is not ("" or "." or ".."));
}
