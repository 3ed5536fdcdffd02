namespace CloudWorkspaces.Batches;

/// <summary>How many items are where.</summary>
public sealed record BatchCounts
{
    public int Pending { get; init; }
    public int Running { get; init; }
    public int Succeeded { get; init; }
    public int Failed { get; init; }
    public int Dismissed { get; init; }

    internal BatchCounts Move(BatchItemState from, BatchItemState to, int count = 1) => Add(from, -count).Add(to, count);

    private BatchCounts Add(BatchItemState state, int count) => state switch
    {
        BatchItemState.Pending => this with { Pending = Pending + count },
        BatchItemState.Running => this with { Running = Running + count },
        BatchItemState.Succeeded => this with { Succeeded = Succeeded + count },
        BatchItemState.Failed => this with { Failed = Failed + count },
        _ => this with { Dismissed = Dismissed + count },
    };
}
