using System.Text.Json;
using Azure.Data.Tables;

namespace CloudWorkspaces.Workspaces;

/// <summary>A workspace as a table entity, and back.</summary>
internal static class WorkspaceRow
{
    public const string Key = "workspace";

    public static TableEntity ToEntity(WorkspaceRecord record) => new(record.Name.Value, Key)
    {
        [nameof(WorkspaceRecord.State)] = record.State.ToString(),
        [nameof(WorkspaceRecord.DefaultEnvironment)] = record.DefaultEnvironment,
        [nameof(WorkspaceRecord.DefaultFlavor)] = record.DefaultFlavor,
        [nameof(WorkspaceRecord.Limits)] = JsonSerializer.Serialize(record.Limits),
        [nameof(WorkspaceRecord.Retention)] = record.Retention is { } retention ? JsonSerializer.Serialize(retention) : null,
        [nameof(WorkspaceRecord.CreatedBy)] = record.CreatedBy,
        [nameof(WorkspaceRecord.CreatedOn)] = record.CreatedOn,
        [nameof(WorkspaceRecord.RemoveOn)] = record.RemoveOn,
        [nameof(WorkspaceRecord.Version)] = record.Version,
    };

    public static WorkspaceRecord FromEntity(TableEntity entity) => new()
    {
        Name = WorkspaceName.TryParse(entity.PartitionKey, out var name)
            ? name
            : throw new InvalidDataException($"'{entity.PartitionKey}' is not the name of a workspace."),
        State = Enum.Parse<WorkspaceState>(entity.GetString(nameof(WorkspaceRecord.State))),
        DefaultEnvironment = entity.GetString(nameof(WorkspaceRecord.DefaultEnvironment)),
        DefaultFlavor = entity.GetString(nameof(WorkspaceRecord.DefaultFlavor)),
        Limits = JsonSerializer.Deserialize<WorkspaceLimits>(entity.GetString(nameof(WorkspaceRecord.Limits)))!,
        Retention = entity.GetString(nameof(WorkspaceRecord.Retention)) is { } retention
            ? JsonSerializer.Deserialize<WorkspaceRetention>(retention)
            : null,
        CreatedBy = entity.GetString(nameof(WorkspaceRecord.CreatedBy)),
        CreatedOn = entity.GetDateTimeOffset(nameof(WorkspaceRecord.CreatedOn))!.Value,
        RemoveOn = entity.GetDateTimeOffset(nameof(WorkspaceRecord.RemoveOn)),
        Version = entity.GetInt32(nameof(WorkspaceRecord.Version))!.Value,
    };
}
