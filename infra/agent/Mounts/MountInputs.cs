using System.Security.Cryptography;
using System.Text;

namespace CloudWorkspaces.Agent.Mounts;

/// <summary>What a copy was filled with before the notebook began, so that another run can tell whether it has the same.</summary>
internal sealed record MountInputs
{
    /// <summary>Files that are named; the digest is over all.</summary>
    private const int Named = 10_000;

    public required string Mount { get; init; }

    /// <summary>The blob container's address, without a signature.</summary>
    public required Uri Container { get; init; }

    /// <summary>Of blob names; the rest of a name is the file's path.</summary>
    public required string Prefix { get; init; }

    public required int Files { get; init; }

    /// <summary>Lower-case hexadecimal, over <c>path TAB etag LF</c> of every file in ordinal order of the paths.</summary>
    public required string Sha256 { get; init; }

    /// <summary>By path, the first 10,000 in ordinal order.</summary>
    public required IReadOnlyDictionary<string, string> ETags { get; init; }

    public static MountInputs Of(MountJob job, Uri container, IEnumerable<KeyValuePair<string, MountedFile>> files)
    {
        var ordered = files.OrderBy(file => file.Key, StringComparer.Ordinal).ToList();
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var (path, file) in ordered)
        {
            hash.AppendData(Encoding.UTF8.GetBytes($"{path}\t{file.Tag}\n"));
        }

        return new()
        {
            Mount = job.Name,
            Container = container,
            Prefix = job.Prefix,
            Files = ordered.Count,
            Sha256 = Convert.ToHexStringLower(hash.GetHashAndReset()),
            ETags = ordered.Take(Named).ToDictionary(file => file.Key, file => file.Value.Tag.ToString()),
        };
    }
}
