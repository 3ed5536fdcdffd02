using System.Text.Json;
using Azure.Data.Tables;
using CloudWorkspaces.Runs.Retries;

namespace CloudWorkspaces.Runs;

/// <summary>A run as a table entity, and back.</summary>
internal static class RunRow
{
    public static TableEntity ToEntity(RunRecord run) =>
        new(RunKeys.Partition(run.Workspace, run.Id), RunKeys.Run)
        {
            [nameof(RunRecord.Workspace)] = run.Workspace,
            [nameof(RunRecord.Id)] = run.Id.Value,
            [nameof(RunRecord.State)] = RunKeys.Name(run.State),
            [nameof(RunRecord.Cause)] = run.Cause is null ? null : JsonSerializer.Serialize(run.Cause),
            [nameof(RunRecord.Notebook)] = run.Notebook,
            [nameof(RunRecord.NotebookSha256)] = run.NotebookSha256,
            [nameof(RunRecord.Commit)] = run.Commit,
            [nameof(RunRecord.Environment)] = run.Environment,
            [nameof(RunRecord.Flavor)] = run.Flavor,
            [nameof(RunRecord.Image)] = run.Image,
            [nameof(RunRecord.CreatedOn)] = run.CreatedOn,
            [nameof(RunRecord.ProvisioningOn)] = run.ProvisioningOn,
            [nameof(RunRecord.StartedOn)] = run.StartedOn,
            [nameof(RunRecord.EndedOn)] = run.EndedOn,
            [nameof(RunRecord.CreatedBy)] = run.CreatedBy,
            [nameof(RunRecord.Trigger)] = RunKeys.Name(run.Trigger),
            [nameof(RunRecord.Schedule)] = run.Schedule,
            [nameof(RunRecord.Batch)] = run.Batch,
            [nameof(RunRecord.BatchItem)] = run.BatchItem,
            [nameof(RunRecord.Process)] = run.Process,
            [nameof(RunRecord.RerunOf)] = run.RerunOf,
            [nameof(RunRecord.Attempt)] = run.Attempt,
            [nameof(RunRecord.EarlierAttempts)] =
                run.EarlierAttempts is null ? null : JsonSerializer.Serialize(run.EarlierAttempts),
            [nameof(RunRecord.RetryOn)] = run.RetryOn,
            [nameof(RunRecord.Priority)] = run.Priority.ToString(),
            [nameof(RunRecord.CancelRequestedOn)] = run.CancelRequestedOn,
            [nameof(RunRecord.Pinned)] = run.Pinned,
            [nameof(RunRecord.RemovedOn)] = run.RemovedOn,
            [nameof(RunRecord.Version)] = run.Version,
        };

    public static RunRecord FromEntity(TableEntity entity) => new()
    {
        Workspace = entity.GetString(nameof(RunRecord.Workspace)),
        Id = RunId.Parse(entity.GetString(nameof(RunRecord.Id))),
        State = Enum.Parse<RunState>(entity.GetString(nameof(RunRecord.State)), ignoreCase: true),
        Cause = entity.GetString(nameof(RunRecord.Cause)) is { } cause
            ? JsonSerializer.Deserialize<RunCause>(cause)
            : null,
        Notebook = entity.GetString(nameof(RunRecord.Notebook)),
        NotebookSha256 = entity.GetString(nameof(RunRecord.NotebookSha256)),
        Commit = entity.GetString(nameof(RunRecord.Commit)),
        Environment = entity.GetString(nameof(RunRecord.Environment)),
        Flavor = entity.GetString(nameof(RunRecord.Flavor)),
        Image = entity.GetString(nameof(RunRecord.Image)),
        CreatedOn = entity.GetDateTimeOffset(nameof(RunRecord.CreatedOn))!.Value,
        ProvisioningOn = entity.GetDateTimeOffset(nameof(RunRecord.ProvisioningOn)),
        StartedOn = entity.GetDateTimeOffset(nameof(RunRecord.StartedOn)),
        EndedOn = entity.GetDateTimeOffset(nameof(RunRecord.EndedOn)),
        CreatedBy = entity.GetString(nameof(RunRecord.CreatedBy)),
        // Rows of before there were triggers have none.
        Trigger = Enum.Parse<RunTrigger>(entity.GetString(nameof(RunRecord.Trigger)) ?? nameof(RunTrigger.Http), ignoreCase: true),
        Schedule = entity.GetString(nameof(RunRecord.Schedule)),
        Batch = entity.GetString(nameof(RunRecord.Batch)),
        BatchItem = entity.GetInt32(nameof(RunRecord.BatchItem)),
        Process = entity.GetString(nameof(RunRecord.Process)),
        RerunOf = entity.GetString(nameof(RunRecord.RerunOf)),
        Attempt = entity.GetInt32(nameof(RunRecord.Attempt))!.Value,
        EarlierAttempts = entity.GetString(nameof(RunRecord.EarlierAttempts)) is { } attempts
            ? JsonSerializer.Deserialize<IReadOnlyList<EndedAttempt>>(attempts)
            : null,
        RetryOn = entity.GetDateTimeOffset(nameof(RunRecord.RetryOn)),
        // Rows of before there were priorities have none.
        Priority = Enum.Parse<RunPriority>(entity.GetString(nameof(RunRecord.Priority)) ?? nameof(RunPriority.Normal)),
        CancelRequestedOn = entity.GetDateTimeOffset(nameof(RunRecord.CancelRequestedOn)),
        Pinned = entity.GetBoolean(nameof(RunRecord.Pinned)) ?? false,
        RemovedOn = entity.GetDateTimeOffset(nameof(RunRecord.RemovedOn)),
        Version = entity.GetInt32(nameof(RunRecord.Version)) ?? 1,
    };
}
