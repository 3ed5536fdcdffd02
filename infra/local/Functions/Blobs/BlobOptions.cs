using Microsoft.Extensions.Configuration;

namespace CloudWorkspaces.Local.Functions.Blobs;

/// <summary>What host.json's extensions.blobs says.</summary>
internal sealed record BlobOptions
{
    /// <summary>Blobs that are handled at the same time, all functions together; 8 for each core by default.</summary>
    public int MaxDegreeOfParallelism { get; init; } = 8 * Environment.ProcessorCount;

    /// <summary>Attempts at a blob before it is poison; 5 by default.</summary>
    public int PoisonBlobThreshold { get; init; } = 5;

    /// <exception cref="InvalidOperationException">A number is below one.</exception>
    public static BlobOptions From(IConfiguration hostSection)
    {
        var options = hostSection.GetSection("extensions:blobs").Get<BlobOptions>() ?? new BlobOptions();
        return options is { MaxDegreeOfParallelism: > 0, PoisonBlobThreshold: > 0 }
            ? options
            : throw new InvalidOperationException(
                "host.json: extensions.blobs.maxDegreeOfParallelism and poisonBlobThreshold must be at least 1.");
    }
}
