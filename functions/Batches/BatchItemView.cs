using System.Text.Json.Nodes;

namespace CloudWorkspaces.Batches;

/// <summary>An item as the API shows it.</summary>
public sealed record BatchItemView
{
    public required int Index { get; init; }
    public required BatchItemState State { get; init; }
    public required JsonObject Parameters { get; init; }
    public string? Run { get; init; }
    public string? Cause { get; init; }
    public string? Message { get; init; }
    public double? Seconds { get; init; }
    public JsonObject? Results { get; init; }

    internal static BatchItemView Of(BatchItem item) => new()
    {
        Index = item.Index,
        State = item.State,
        Parameters = item.ParameterObject,
        Run = item.Run,
        Cause = item.Cause,
        Message = item.Message,
        Seconds = item.Seconds,
        Results = item.ResultObject,
    };
}
