using CloudWorkspaces.Flavors;
using CloudWorkspaces.Functions.Tests.Admission;
using CloudWorkspaces.Functions.Tests.Orchestration;
using CloudWorkspaces.Functions.Tests.Sessions;
using CloudWorkspaces.Runs;
using CloudWorkspaces.Runs.Admission;
using CloudWorkspaces.Runs.Orchestration;
using CloudWorkspaces.Sessions;
using CloudWorkspaces.Sessions.Orchestration;
using CloudWorkspaces.Workspaces;
using CloudWorkspaces.Workspaces.Usage;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace CloudWorkspaces.Functions.Tests.Usage;

/// <summary>The seats of sessions in a real table, with everything else in memory.</summary>
internal sealed class SessionUsageFixture
{
    public static readonly CancellationToken None = CancellationToken.None;

    private readonly ConfiguredFlavors _flavors;

    private SessionUsageFixture(AdmissionFixture queues)
    {
        Queues = queues;
        Usage = new WorkspaceUsage(
            Ledger, queues.CreateSeats(), queues.Create(), Time, NullLogger<WorkspaceUsage>.Instance);
        var options = new FlavorsOptions
        {
            Items =
            {
                ["small"] = new() { Cpu = 1, MemoryGiB = 2, PricePerHour = 0.36m },
                ["medium"] = new() { Cpu = 2, MemoryGiB = 4, PricePerHour = 0.72m },
            },
        };
        _flavors = new(Options.Create(options), Options.Create(new NetworksOptions()));
        Entry = new(Store, Usage, Options.Create(new SessionOptions { MaxPerWorkspace = 3 }));
        Meters = new(Ledger, _flavors, Time);
        Settling = new(Store, Usage, Time);
        var sweep = new JanitorSweep(new FakeRuns(), Time, NullLogger<JanitorSweep>.Instance);
        var starts = new SessionStarts(NullLogger<SessionStarts>.Instance);
        Work = new(Store, starts, sweep, Time);
        Janitor = new(
            new SessionJanitor(Store, Settling, starts, sweep, NullLogger<SessionJanitor>.Instance),
            new SessionGroupJanitor(Store, Groups, Meters, sweep, NullLogger<SessionGroupJanitor>.Instance),
            new SessionMeterJanitor(Ledger, Store, Groups, sweep),
            new SessionSeatJanitor(Store, Usage, _flavors, sweep),
            NullLogger<SessionJanitorPass>.Instance);
    }

    public FakeTimeProvider Time { get; } = new(SessionSamples.Now);
    public MemorySessions Store { get; } = new();
    public FakeLedger Ledger { get; } = new();
    public FakeSessionGroups Groups { get; } = new();
    public FakeDurable Durable { get; } = new();
    public AdmissionFixture Queues { get; }
    public WorkspaceUsage Usage { get; }
    public SessionEntry Entry { get; }
    public SessionMeters Meters { get; }
    public SessionSettling Settling { get; }
    public SessionWork Work { get; }
    public SessionJanitorPass Janitor { get; }

    public WorkspaceLimits Limits
    {
        set => Queues.Workspaces.Limits = value;
    }

    public Workspace Workspace => Queues.Workspaces.Of("default");

    public CreateSessionGroup Create => new(Store, Groups, Meters, Time, NullLogger<CreateSessionGroup>.Instance);

    public DeleteSessionGroup Delete => new(Groups, Meters);

    public static async Task<SessionUsageFixture> CreateAsync() => new(await AdmissionFixture.CreateAsync(limit: 10));

    /// <summary>A session that goes on, with its seat.</summary>
    public async Task<SessionReference> StartAsync(string name, double cpu = 1, string flavor = "small")
    {
        var session = SessionSamples.Session(name) with { Id = RunId.New(Time.GetUtcNow()), Flavor = flavor };
        await Entry.InsertAsync(Workspace, session, cpu, Durable, None);
        Durable.Instances[session.Reference.InstanceId] = OrchestrationRuntimeStatus.Running;
        return session.Reference;
    }

    public Task SettleAsync(SessionReference session) => Settling.SettleAsync(
        new() { Session = session, Ending = SessionEnding.StoppedByUser }, Durable, None);

    public Task JanitorAsync(double afterSeconds)
    {
        Time.Advance(TimeSpan.FromSeconds(afterSeconds));
        return Janitor.RunAsync(Durable, None);
    }

    public async Task<IReadOnlyList<(string Session, double Cpu)>> SeatsAsync() =>
        await Usage.SessionsAsync(None).Select(use => (use.Session, use.Cpu)).ToListAsync();

    public Task<AdmissionCounts> CountAsync() =>
        Queues.Create().CountAsync(AdmissionFixture.Workspace, None);
}
