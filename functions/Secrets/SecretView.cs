namespace CloudWorkspaces.Secrets;

/// <summary>A secret as the API shows it: everything but its value.</summary>
internal sealed record SecretView
{
    public required string Name { get; init; }
    public required SecretDelivery Delivery { get; init; }

    /// <summary>Where containers find it, of a file.</summary>
    public string? Path { get; init; }

    public required int Version { get; init; }
    public required DateTimeOffset CreatedOn { get; init; }
    public required DateTimeOffset UpdatedOn { get; init; }
    public required string UpdatedBy { get; init; }

    public static SecretView Of(Secret secret) => new()
    {
        Name = secret.Name,
        Delivery = secret.Delivery,
        Path = secret.Delivery is SecretDelivery.File ? $"{Secret.Folder}/{secret.Name}" : null,
        Version = secret.Version,
        CreatedOn = secret.CreatedOn,
        UpdatedOn = secret.UpdatedOn,
        UpdatedBy = secret.UpdatedBy,
    };
}
