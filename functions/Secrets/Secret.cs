namespace CloudWorkspaces.Secrets;

/// <summary>What is known of a secret without its value.</summary>
public sealed record Secret
{
    /// <summary>Where containers find those that are files.</summary>
    public const string Folder = "/run/secrets";

    public required string Name { get; init; }
    public required SecretDelivery Delivery { get; init; }

    /// <summary>Counts the values that it has had, from 1: the resource's ETag.</summary>
    public required int Version { get; init; }

    /// <summary>Where its value is.</summary>
    public required SecretId Value { get; init; }

    public required DateTimeOffset CreatedOn { get; init; }
    public required DateTimeOffset UpdatedOn { get; init; }
    public required string UpdatedBy { get; init; }
}
