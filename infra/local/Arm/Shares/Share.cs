using System.Collections.Immutable;

namespace CloudWorkspaces.Local.Arm.Shares;

/// <summary>What is known of a share besides its files.</summary>
internal sealed record Share
{
    public const int DefaultQuota = 5120;
    public const int LargestQuota = 102_400;
    public const string DefaultTier = "TransactionOptimized";

    /// <summary>GiB, told and not enforced.</summary>
    public int Quota { get; init; } = DefaultQuota;

    public string AccessTier { get; init; } = DefaultTier;

    public ImmutableDictionary<string, string> Metadata { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>Of the record, not of the files.</summary>
    public required DateTimeOffset LastModified { get; init; }

    public required DateTimeOffset AccessTierChanged { get; init; }

    public string ETag => $"\"0x{LastModified.UtcTicks:X}\"";
}
