using Azure.Data.Tables;

namespace CloudWorkspaces.Secrets;

/// <summary>A secret as a table entity, and back.</summary>
internal static class SecretRow
{
    public static TableEntity ToEntity(string key, Secret secret) => new(secret.Value.Workspace, key)
    {
        [nameof(Secret.Name)] = secret.Name,
        [nameof(Secret.Delivery)] = secret.Delivery.ToString(),
        [nameof(Secret.Version)] = secret.Version,
        [nameof(Secret.Value)] = secret.Value.Version,
        [nameof(Secret.CreatedOn)] = secret.CreatedOn,
        [nameof(Secret.UpdatedOn)] = secret.UpdatedOn,
        [nameof(Secret.UpdatedBy)] = secret.UpdatedBy,
    };

    public static Secret FromEntity(TableEntity entity) => new()
    {
        Name = entity.GetString(nameof(Secret.Name)),
        Delivery = Enum.Parse<SecretDelivery>(entity.GetString(nameof(Secret.Delivery))),
        Version = entity.GetInt32(nameof(Secret.Version))!.Value,
        Value = new(entity.PartitionKey, entity.GetString(nameof(Secret.Value))),
        CreatedOn = entity.GetDateTimeOffset(nameof(Secret.CreatedOn))!.Value,
        UpdatedOn = entity.GetDateTimeOffset(nameof(Secret.UpdatedOn))!.Value,
        UpdatedBy = entity.GetString(nameof(Secret.UpdatedBy)),
    };
}
