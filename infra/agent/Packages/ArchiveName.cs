using System.Security.Cryptography;

namespace CloudWorkspaces.Agent.Packages;

/// <summary>
/// What the file of a kept package is called: <c>name-version-content.tar.gz</c>, where the content is known by the first
/// digits of the SHA-256 of the package's own list of files and their hashes.
/// </summary>
internal sealed record ArchiveName(DistributionName Distribution, string Content)
{
    private const string Suffix = ".tar.gz";
    private const int ContentLength = 16;

    public string FileName => $"{Distribution.Name}-{Distribution.Version}-{Content}{Suffix}";

    public static ArchiveName Of(DistributionName distribution, ReadOnlySpan<byte> record) =>
        new(distribution, Convert.ToHexStringLower(SHA256.HashData(record))[..ContentLength]);

    /// <summary>Null for any other file.</summary>
    public static ArchiveName? Parse(string file) =>
        file.EndsWith(Suffix, StringComparison.Ordinal) &&
        file[..^Suffix.Length].Split('-') is [var name, var version, { Length: ContentLength } content] &&
        content.All(char.IsAsciiHexDigitLower) &&
        DistributionName.OfFolder($"{name}-{version}{DistributionName.Suffix}") is { } distribution
            ? new(distribution, content)
            : null;
}
