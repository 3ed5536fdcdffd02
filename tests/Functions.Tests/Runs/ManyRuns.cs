using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using CloudWorkspaces.Events;
using CloudWorkspaces.Runs;
using CloudWorkspaces.Runs.Lists;
using Microsoft.Extensions.Logging.Abstractions;

namespace CloudWorkspaces.Functions.Tests.Runs;

/// <summary>
/// A workspace with so many finished runs, evenly over the year before a time, in tables of its own account. The rows are
/// those that the store would have made, written in bulk: chunks by the store's own code, oldest first.
/// </summary>
internal sealed class ManyRuns
{
    /// <summary>Of 100 runs, more than these pass each of the filters: pages are full, however many runs there are.</summary>
    public const int Page = 10;

    private const int Step = 4_000;
    private const int Parallelism = 8;

    private readonly CountedCalls _calls = new();
    private readonly RunTables _tables;
    private readonly RunListTable _lists;
    private readonly RunListSizes _sizes = new();
    private readonly DateTimeOffset _end;
    private readonly int _count;

    public ManyRuns(string connectionString, int count, DateTimeOffset end)
    {
        TableClientOptions options = new();
        options.AddPolicy(_calls, HttpPipelinePosition.PerRetry);
        BlobClientOptions blobs = new();
        blobs.AddPolicy(_calls, HttpPipelinePosition.PerRetry);
        _tables = new RunTables(
            new TableServiceClient(connectionString, options), new BlobServiceClient(connectionString, blobs));
        _lists = new RunListTable(_tables);
        OpenRuns open = new(_tables);
        RunLists writer = new(_lists, Chunks, _sizes, NullLogger<RunLists>.Instance);
        Store = new RunStore(_tables, open, writer, new RunLister(open, new RunListReader(_lists)), new ChangeSignals());
        (_count, _end) = (count, end);
    }

    public string Workspace { get; } = $"m{Guid.NewGuid():N}"[..20];

    public IRunStore Store { get; }

    public RunId Middle => Id(_count / 2);

    public int Calls => _calls.Count;

    private RunListChunks Chunks => new(_lists, _sizes, TimeProvider.System);

    /// <summary>The first page of each: without a filter, with each of them, and with some together.</summary>
    public IReadOnlyDictionary<string, RunQuery> Queries()
    {
        RunQuery all = new() { Limit = Page };
        return new Dictionary<string, RunQuery>
        {
            ["no filter"] = all,
            ["state"] = all with { State = RunState.Failed },
            ["notebook"] = all with { Notebook = "eo/ndvi-0.ipynb" },
            ["trigger"] = all with { Trigger = RunTrigger.Upload },
            ["schedule"] = all with { Schedule = "nightly-1" },
            ["batch"] = all with { Batch = "batch-1" },
            ["createdAfter"] = all with { CreatedAfter = _end.AddDays(-180) },
            ["createdBefore"] = all with { CreatedBefore = _end.AddDays(-180) },
            ["text"] = all with { Words = ["fire"] },
        };
    }

    public async Task FillAsync(CancellationToken cancellationToken)
    {
        await _tables.StartAsync(cancellationToken);
        ParallelOptions parallel = new() { MaxDegreeOfParallelism = Parallelism, CancellationToken = cancellationToken };
        for (var first = 0; first < _count; first += Step)
        {
            var runs = Enumerable.Range(first, Math.Min(Step, _count - first)).Select(Run).ToList();
            await Parallel.ForEachAsync(runs, parallel, async (run, token) =>
                await _tables.Runs.AddEntityAsync(RunRow.ToEntity(run), token));
            var lists = runs
                .SelectMany(run => RunListKeys.Of(run).Select(list => (List: list, Entry: RunListEntry.Of(run))))
                .GroupBy(pair => RunListKeys.Partition(Workspace, pair.List), pair => pair.Entry);
            await Parallel.ForEachAsync(lists, parallel, async (list, token) =>
                await AddAsync(list.Key, [.. list], last: first + Step >= _count, token));
        }
    }

    /// <param name="list">The list's partition.</param>
    /// <param name="entries">All newer than what the list has, oldest first.</param>
    /// <param name="last">Whether these are the list's newest, which stay in the head.</param>
    /// <param name="cancellationToken">Cancels the writes.</param>
    private async Task AddAsync(
        string list, List<RunListEntry> entries, bool last, CancellationToken cancellationToken)
    {
        var over = last ? Math.Max(0, entries.Count - _sizes.Head) : entries.Count;
        foreach (var some in entries.Take(over).Chunk(2_000))
        {
            var head = await _lists.HeadAsync(list, 1, cancellationToken);
            var moved = await Chunks.AddAsync(list, head, [.. some.Reverse()], cancellationToken);
            Assert(moved.Count == some.Length);
        }

        foreach (var some in entries.Skip(over).Chunk(100))
        {
            await _lists.Of(list).SubmitTransactionAsync(
                some.Select(entry => new TableTransactionAction(
                    TableTransactionActionType.UpsertReplace, entry.ToEntity(list))),
                cancellationToken);
        }

        static void Assert(bool all)
        {
            if (!all)
            {
                throw new InvalidOperationException("Not all entries are in chunks.");
            }
        }
    }

    private RunRecord Run(int index)
    {
        var failed = index % 4 == 0;
        var trigger = (RunTrigger)(index % 4);
        var created = Id(index).CreatedOn;
        return new RunRecord
        {
            Workspace = Workspace,
            Id = Id(index),
            State = failed ? RunState.Failed : RunState.Succeeded,
            Cause = failed
                ? new() { Code = RunCauses.CellTimeout, Message = "Cell 3 ran longer than 60 s.", CellIndex = 3 }
                : new() { Code = RunCauses.Completed, Message = "All cells ran." },
            Notebook = $"eo/{(index % 3 == 0 ? "fire" : "ndvi")}-{index % 5}.ipynb",
            NotebookSha256 = new string('0', 64),
            Environment = "eo:2026.11",
            Flavor = "small",
            Image = "localhost/eo:2026.11@sha256:" + new string('0', 64),
            CreatedOn = created,
            ProvisioningOn = created.AddSeconds(1),
            StartedOn = created.AddSeconds(2),
            EndedOn = created.AddSeconds(60),
            CreatedBy = "admin",
            Trigger = trigger,
            Schedule = trigger is RunTrigger.Schedule ? $"nightly-{index % 8 / 4}" : null,
            Batch = trigger is RunTrigger.Batch ? $"batch-{index % 8 / 4}" : null,
        };
    }

    private RunId Id(int index)
    {
        var created = _end - TimeSpan.FromDays(365.0 * (_count - index) / _count);
        return RunId.Parse(RunId.FirstOf(created).Value[..^8] + index.ToString("D8"));
    }

    private sealed class CountedCalls : HttpPipelineSynchronousPolicy
    {
        private int _count;

        public int Count => Volatile.Read(ref _count);

        public override void OnSendingRequest(HttpMessage message) => Interlocked.Increment(ref _count);
    }
}
