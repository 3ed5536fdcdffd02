using Azure;
using Azure.Data.Tables;

namespace CloudWorkspaces.Runs.Lists;

/// <summary>One step of moving entries from a list's head to chunks: what is written, and what then changes at once.</summary>
internal sealed class RunListStep(string list, string name)
{
    private readonly List<string> _replaced = [];

    public string List => list;

    public List<(string Name, List<RunListEntry> Entries)> Written { get; } = [];

    public List<TableTransactionAction> Actions { get; } = [];

    public void Append(IEnumerable<List<RunListEntry>> parts)
    {
        foreach (var part in parts)
        {
            Put(part, part[^1].Id);
        }
    }

    /// <summary>The oldest part takes over the chunk's place; without parts there is none any more.</summary>
    public void Replace(RunChunk chunk, IEnumerable<List<RunListEntry>> parts)
    {
        var all = parts.ToList();
        for (var index = 0; index < all.Count; index++)
        {
            Put(all[index], index == all.Count - 1 ? chunk.Low : all[index][^1].Id);
        }

        if (!chunk.HasRow)
        {
            return;
        }

        _replaced.Add(chunk.Name);
        if (all.Count == 0)
        {
            Actions.Add(new(TableTransactionActionType.Delete, chunk.ToEntity(list), ETag.All));
        }
    }

    /// <summary>Written first: names the new chunks, so that they go if the step does not come to its end.</summary>
    public TableEntity Intent(DateTimeOffset due) => new(list, RunListKeys.GarbageRow(due, name))
    {
        ["Names"] = string.Join(' ', Written.Select(part => part.Name)),
    };

    /// <summary>
    /// The end of the step. It fails when the floor has another tag, for somebody else came first, and when the intent is
    /// gone.
    /// </summary>
    public IReadOnlyList<TableTransactionAction> Commit(
        RunListHead head, IReadOnlyList<RunListEntry> moved, DateTimeOffset due)
    {
        var highest = moved.Select(entry => entry.Id).Concat(head.Floor is { } old ? [old] : []).Max();
        TableEntity floor = new(list, RunListKeys.Floor) { ["Id"] = highest.Value };
        List<TableTransactionAction> all =
        [
            head.FloorTag is { } tag
                ? new(TableTransactionActionType.UpdateReplace, floor, tag)
                : new(TableTransactionActionType.Add, floor),
            .. Actions,
        ];
        if (Written.Count > 0)
        {
            all.Add(new(TableTransactionActionType.Delete, Intent(due), ETag.All));
        }

        if (_replaced.Count > 0)
        {
            all.Add(new(TableTransactionActionType.Add, new TableEntity(list, RunListKeys.GarbageRow(due, $"{name}-old"))
            {
                ["Names"] = string.Join(' ', _replaced),
            }));
        }

        return all;
    }

    private void Put(List<RunListEntry> part, RunId low)
    {
        RunChunk chunk = new() { Low = low, High = part[0].Id, Name = $"{name}-{Written.Count}", Count = part.Count };
        Written.Add((chunk.Name, part));
        Actions.Add(new(TableTransactionActionType.UpsertReplace, chunk.ToEntity(list)));
    }
}
