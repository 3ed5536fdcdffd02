namespace CloudWorkspaces.Batches;

/// <summary>A batch as the API shows it.</summary>
public sealed record BatchView
{
    public required string Id { get; init; }
    public required string Workspace { get; init; }
    public string? Name { get; init; }
    public required BatchState State { get; init; }
    public required string Notebook { get; init; }
    public required string Environment { get; init; }
    public required string Flavor { get; init; }
    public required int Total { get; init; }
    public required BatchCounts Counts { get; init; }
    public required int Concurrency { get; init; }
    public required bool FailFast { get; init; }
    public required int Round { get; init; }
    public required string CreatedBy { get; init; }
    public required DateTimeOffset CreatedOn { get; init; }
    public DateTimeOffset? EndedOn { get; init; }
    public DateTimeOffset? CancelRequestedOn { get; init; }

    /// <summary>In the answer to a submission alone: what whoever asked should know.</summary>
    public string? Warning { get; init; }

    public required IReadOnlyDictionary<string, string> Links { get; init; }

    internal static string Self(BatchRecord batch) => $"/api/workspaces/{batch.Workspace}/batches/{batch.Id}";

    internal static BatchView Of(BatchRecord batch) => new()
    {
        Id = batch.Id.Value,
        Workspace = batch.Workspace,
        Name = batch.Name,
        State = batch.State,
        Notebook = batch.Notebook,
        Environment = batch.Environment,
        Flavor = batch.Flavor,
        Total = batch.Total,
        Counts = batch.Counts,
        Concurrency = batch.Concurrency,
        FailFast = batch.FailFast,
        Round = batch.Round,
        CreatedBy = batch.CreatedBy,
        CreatedOn = batch.CreatedOn,
        EndedOn = batch.EndedOn,
        CancelRequestedOn = batch.CancelRequestedOn,
        Links = new Dictionary<string, string>
        {
            ["self"] = Self(batch),
            ["items"] = $"{Self(batch)}/items",
            ["results"] = $"{Self(batch)}/results",
        },
    };
}
