using Azure.Data.Tables;
using CloudWorkspaces.Functions.Tests.Workspaces;
using CloudWorkspaces.Runs;
using CloudWorkspaces.Runs.Admission;
using CloudWorkspaces.Testing;
using Microsoft.Extensions.Options;

namespace CloudWorkspaces.Functions.Tests.Admission;

/// <summary>A table of its own in the shared Azurite, with as many deciders on it as a test asks for.</summary>
internal sealed class AdmissionFixture
{
    public static readonly QueueKey Workspace = QueueKey.Workspace("default");
    public static readonly QueueKey Placement = QueueKey.Placement("local");

    private readonly TableClient _table;
    private RunOptions _runs;
    private long _lastMillisecond = DateTimeOffset.UnixEpoch.AddYears(56).ToUnixTimeMilliseconds();

    private AdmissionFixture(TableClient table, int limit) =>
        (_table, _runs) = (table, new() { MaxConcurrentPerWorkspace = limit, MaxConcurrentPerPlacement = limit });

    public FakeWorkspaces Workspaces { get; } = new();

    public static async Task<AdmissionFixture> CreateAsync(int limit)
    {
        var azurite = await AzuriteServer.SharedAsync();
        var table = new TableClient(azurite.ConnectionString, $"admission{Guid.NewGuid():N}");
        await table.CreateAsync();
        return new(table, limit);
    }

    public void Limit(int limit) =>
        _runs = _runs with { MaxConcurrentPerWorkspace = limit, MaxConcurrentPerPlacement = limit };

    /// <summary>A decider as another process would have it: it shares nothing but the table.</summary>
    public IAdmissions Create(int finishing = 10, TimeProvider? time = null) => new Admissions(
        new AdmissionTable(_table), Limits(finishing), time ?? TimeProvider.System);

    public SessionSeats CreateSeats() =>
        new(new AdmissionTable(_table), Limits(0), Create(), TimeProvider.System);

    private QueueLimits Limits(int finishing) => new(
        Workspaces,
        new CurrentOptions(this),
        Options.Create(new AdmissionOptions { MaxFinishingPerPlacement = finishing }));

    /// <summary>Runs in the order of their creation.</summary>
    public IReadOnlyList<RunReference> Runs(int count) =>
        [.. Enumerable.Range(0, count).Select(_ => new RunReference(
            "default", RunId.New(DateTimeOffset.FromUnixTimeMilliseconds(++_lastMillisecond)).Value))];

    public async Task<IReadOnlyList<AdmissionEntry>> EntriesAsync()
    {
        List<AdmissionEntry> entries = [];
        await foreach (var entry in Create().EntriesAsync(CancellationToken.None))
        {
            entries.Add(entry);
        }

        return entries;
    }

    private sealed class CurrentOptions(AdmissionFixture fixture) : IOptions<RunOptions>
    {
        public RunOptions Value => fixture._runs;
    }
}
