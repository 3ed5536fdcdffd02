namespace CloudWorkspaces.Local.Arm.Registry;

/// <summary>One build, as it is kept on disk. What was asked for is not: it may hold signed addresses.</summary>
internal sealed record BuildRun
{
    public required string RunId { get; init; }

    /// <summary>The registry's resource id.</summary>
    public required string Registry { get; init; }

    /// <summary>Queued, Running, Succeeded, Failed, Canceled, Timeout or Error.</summary>
    public required string Status { get; init; }

    public required IReadOnlyList<string> ImageNames { get; init; }
    public required DateTimeOffset CreateTime { get; init; }
    public DateTimeOffset? StartTime { get; init; }
    public DateTimeOffset? FinishTime { get; init; }

    /// <summary>Of the image, once it is built.</summary>
    public string? Digest { get; init; }

    public string? RunErrorMessage { get; init; }

    public bool IsOver => Status is not ("Queued" or "Running");
}
