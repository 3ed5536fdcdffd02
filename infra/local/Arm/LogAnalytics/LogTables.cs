namespace CloudWorkspaces.Local.Arm.LogAnalytics;

/// <summary>The two tables that container groups write to, with the names that the service's collector makes.</summary>
internal static class LogTables
{
    private sealed record Column(string Name, KqlType Type, Func<LogRecord, string, object?> Value);

    private static readonly Column[] Shared =
    [
        new("TenantId", KqlType.String, (_, workspace) => workspace),
        new("SourceSystem", KqlType.String, (_, _) => "RestAPI"),
        new("TimeGenerated", KqlType.Datetime, (record, _) => record.Time),
        new("ContainerGroup_s", KqlType.String, (record, _) => record.Group),
        new("ContainerGroupInstanceId_g", KqlType.String, (record, _) => record.GroupKey),
        new("ContainerID_s", KqlType.String, (record, _) => record.ContainerId),
        new("ContainerName_s", KqlType.String, (record, _) => record.Container),
        new("Location_s", KqlType.String, (record, _) => record.Location),
        new("OSType_s", KqlType.String, (_, _) => "Linux"),
        new("Message", KqlType.String, (record, _) => record.Message),
    ];

    private static readonly Column[] Lines =
    [
        .. Shared,
        new("ContainerImage_s", KqlType.String, (record, _) => record.Image),
        new("Source_s", KqlType.String, (record, _) => record.Stream),
        new("Type", KqlType.String, (_, _) => "ContainerInstanceLog_CL"),
        new("_ResourceId", KqlType.String, (record, _) => record.ResourceId.ToLowerInvariant()),
    ];

    private static readonly Column[] Events =
    [
        .. Shared,
        new("Reason_s", KqlType.String, (record, _) => record.Reason),
        new("Count_d", KqlType.Real, (record, _) => (double)record.Count),
        new("FirstTimestamp_t", KqlType.Datetime, (record, _) => record.First),
        new("LastTimestamp_t", KqlType.Datetime, (record, _) => record.Time),
        new("Type", KqlType.String, (_, _) => "ContainerEvent_CL"),
        new("_ResourceId", KqlType.String, (record, _) => record.ResourceId.ToLowerInvariant()),
    ];

    /// <summary>Throws KqlException for another table.</summary>
    public static KqlTable Of(KqlToken name, string workspace, IEnumerable<LogRecord> records) => name.Text switch
    {
        "ContainerInstanceLog_CL" => Table(Lines, workspace, records.Where(record => record.Stream is not null)),
        "ContainerEvent_CL" => Table(Events, workspace, records.Where(record => record.Reason is not null)),
        _ => throw KqlException.Semantic(name, $"Failed to resolve table or column expression named '{name.Text}'"),
    };

    private static KqlTable Table(Column[] columns, string workspace, IEnumerable<LogRecord> records) => new(
        [.. columns.Select(column => new KqlColumn(column.Name, column.Type))],
        records.Select(record => columns.Select(column => column.Value(record, workspace)).ToArray()));
}
