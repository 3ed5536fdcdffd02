using System.Text.Json;
using Azure.Data.Tables;
using CloudWorkspaces.Runs;

namespace CloudWorkspaces.Sessions;

/// <summary>A session as a table entity, and back.</summary>
internal static class SessionRow
{
    public static TableEntity ToEntity(SessionRecord session) =>
        new(session.Workspace, SessionRows.Session(session.Id))
        {
            [nameof(SessionRecord.Id)] = session.Id.Value,
            [nameof(SessionRecord.Name)] = session.Name,
            [nameof(SessionRecord.State)] = session.State.ToString(),
            [nameof(SessionRecord.Cause)] = session.Cause is null ? null : JsonSerializer.Serialize(session.Cause),
            [nameof(SessionRecord.Environment)] = session.Environment,
            [nameof(SessionRecord.Image)] = session.Image,
            [nameof(SessionRecord.Flavor)] = session.Flavor,
            [nameof(SessionRecord.Attempt)] = session.Attempt,
            [nameof(SessionRecord.IdleMinutes)] = session.IdleMinutes,
            [nameof(SessionRecord.MaxAgeHours)] = session.MaxAgeHours,
            [nameof(SessionRecord.CreatedBy)] = session.CreatedBy,
            [nameof(SessionRecord.CreatedOn)] = session.CreatedOn,
            [nameof(SessionRecord.RequestedOn)] = session.RequestedOn,
            [nameof(SessionRecord.ProvisioningOn)] = session.ProvisioningOn,
            [nameof(SessionRecord.StartedOn)] = session.StartedOn,
            [nameof(SessionRecord.ReadyOn)] = session.ReadyOn,
            [nameof(SessionRecord.StopRequestedOn)] = session.StopRequestedOn,
            [nameof(SessionRecord.EndedOn)] = session.EndedOn,
            [nameof(SessionRecord.KeepAliveOn)] = session.KeepAliveOn,
            [nameof(SessionRecord.Address)] = session.Address,
        };

    public static SessionRecord FromEntity(TableEntity entity) => new()
    {
        Workspace = entity.PartitionKey,
        Id = RunId.Parse(entity.GetString(nameof(SessionRecord.Id))),
        Name = entity.GetString(nameof(SessionRecord.Name)),
        State = Enum.Parse<SessionState>(entity.GetString(nameof(SessionRecord.State))),
        Cause = entity.GetString(nameof(SessionRecord.Cause)) is { } cause
            ? JsonSerializer.Deserialize<RunCause>(cause)
            : null,
        Environment = entity.GetString(nameof(SessionRecord.Environment)),
        Image = entity.GetString(nameof(SessionRecord.Image)),
        Flavor = entity.GetString(nameof(SessionRecord.Flavor)),
        Attempt = entity.GetInt32(nameof(SessionRecord.Attempt))!.Value,
        IdleMinutes = entity.GetDouble(nameof(SessionRecord.IdleMinutes))!.Value,
        MaxAgeHours = entity.GetDouble(nameof(SessionRecord.MaxAgeHours))!.Value,
        CreatedBy = entity.GetString(nameof(SessionRecord.CreatedBy)),
        CreatedOn = entity.GetDateTimeOffset(nameof(SessionRecord.CreatedOn))!.Value,
        RequestedOn = entity.GetDateTimeOffset(nameof(SessionRecord.RequestedOn))!.Value,
        ProvisioningOn = entity.GetDateTimeOffset(nameof(SessionRecord.ProvisioningOn)),
        StartedOn = entity.GetDateTimeOffset(nameof(SessionRecord.StartedOn)),
        ReadyOn = entity.GetDateTimeOffset(nameof(SessionRecord.ReadyOn)),
        StopRequestedOn = entity.GetDateTimeOffset(nameof(SessionRecord.StopRequestedOn)),
        EndedOn = entity.GetDateTimeOffset(nameof(SessionRecord.EndedOn)),
        KeepAliveOn = entity.GetDateTimeOffset(nameof(SessionRecord.KeepAliveOn)),
        Address = entity.GetString(nameof(SessionRecord.Address)),
    };
}
