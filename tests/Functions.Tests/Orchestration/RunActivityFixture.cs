using Azure.Storage.Blobs;
using CloudWorkspaces.Flavors;
using CloudWorkspaces.Functions.Tests.Admission;
using CloudWorkspaces.Functions.Tests.Usage;
using CloudWorkspaces.Functions.Tests.Workspaces;
using CloudWorkspaces.Runs;
using CloudWorkspaces.Runs.Admission;
using CloudWorkspaces.Runs.Orchestration;
using CloudWorkspaces.Runs.Retention;
using CloudWorkspaces.Runs.Retries;
using CloudWorkspaces.Workspaces.Usage;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace CloudWorkspaces.Functions.Tests.Orchestration;

/// <summary>The activities and the janitor on real queues, with everything else in memory.</summary>
internal sealed class RunActivityFixture
{
    public static readonly CancellationToken None = CancellationToken.None;

    /// <summary>Nothing is removed here.</summary>
    private static readonly BlobServiceClient NoBlobs = new(new Uri("http://127.0.0.1:9/none"));

    private readonly ConfiguredFlavors _flavors;

    private RunActivityFixture(AdmissionFixture admission)
    {
        Queues = admission;
        Admissions = admission.Create(time: Time);
        Admission = new(Admissions, Options.Create(new AdmissionOptions()));
        var flavors = new FlavorsOptions
        {
            Items =
            {
                ["small"] = new() { Cpu = 1, MemoryGiB = 2, PricePerHour = 0.36m },
                ["medium"] = new() { Cpu = 2, MemoryGiB = 4, PricePerHour = 0.72m },
            },
        };
        _flavors = new(Options.Create(flavors), Options.Create(new NetworksOptions()));
        Meters = new(Ledger, _flavors, Time);
        Settling = new(Runs, Admission, [], Time, NullLogger<RunSettling>.Instance);
        var sweep = new JanitorSweep(Runs, Time, NullLogger<JanitorSweep>.Instance);
        Janitor = new(
            new RunJanitor(Runs, Settling, new RunRemoval(Runs, new RunBlobStore(NoBlobs), Time), sweep),
            new GroupJanitor(Groups, Meters, sweep),
            new QueueJanitor(Admissions, sweep, NullLogger<QueueJanitor>.Instance),
            new MeterJanitor(Ledger, Groups, sweep),
            NullLogger<JanitorPass>.Instance);
    }

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 11, 22, 12, 0, 0, TimeSpan.Zero));
    public FakeRuns Runs { get; } = new();
    public FakeGroups Groups { get; } = new();
    public FakeDocuments Documents { get; } = new();
    public FakeDurable Durable { get; } = new();
    public AdmissionFixture Queues { get; }
    public IAdmissions Admissions { get; }
    public RunAdmission Admission { get; }
    public RunSettling Settling { get; }
    public JanitorPass Janitor { get; }
    public FakeLedger Ledger { get; } = new();
    public RunMeters Meters { get; }
    public FakeWorkspaces Workspaces => Queues.Workspaces;
    public DateTimeOffset Now => Time.GetUtcNow();

    private RunEntry Entry => new(
        Admission,
        Workspaces,
        new WorkspaceUsage(Ledger, Queues.CreateSeats(), Admissions, Time, NullLogger<WorkspaceUsage>.Instance),
        _flavors);

    public PrepareRun Prepare => new(
        Runs, Documents, Entry, Options.Create(new OrchestrationOptions()), NullLogger<PrepareRun>.Instance);

    public CreateContainerGroup Create => new(
        Runs, Groups, Meters, Time, NullLogger<CreateContainerGroup>.Instance);

    public StopContainerGroup Stop => new(Runs, Groups, Documents);

    public WatchRun Watch => new(Runs, Groups, Documents, Time, NullLogger<WatchRun>.Instance);

    public RetryRun Retry => new(
        Runs,
        Documents,
        new LargerFlavors(new FlavorOffers(_flavors, new NoRegion()), _flavors, Workspaces),
        Admission,
        Time,
        NullLogger<RetryRun>.Instance);

    public DeleteContainerGroup Delete => new(
        Groups, Admission, Meters, NullLogger<DeleteContainerGroup>.Instance);

    public static async Task<RunActivityFixture> CreateAsync(int limit = 2) =>
        new(await AdmissionFixture.CreateAsync(limit));

    /// <summary>A run with an orchestration that goes on.</summary>
    public RunReference Add(RunState state = RunState.Accepted)
    {
        Time.Advance(TimeSpan.FromMilliseconds(1));
        var run = Runs.Add(FakeRuns.Record(Now, state));
        Durable.Set(run, OrchestrationRuntimeStatus.Running);
        return run;
    }

    public Task<RunPlan> PrepareAsync(RunReference run) => Prepare.RunAsync(run, Durable, None);

    public Task SettleAsync(RunReference run, bool mayHaveGroup = true) => Settling.SettleAsync(
        new() { Run = run, Ending = RunEnding.Cancelled, MayHaveGroup = mayHaveGroup }, Durable, None);

    public Task JanitorAsync(double afterSeconds)
    {
        Time.Advance(TimeSpan.FromSeconds(afterSeconds));
        return Janitor.RunAsync(Durable, None);
    }

    /// <summary>Nothing is known of the region.</summary>
    private sealed class NoRegion : IRegion
    {
        public Task<RegionLimits?> LimitsAsync(CancellationToken cancellationToken) =>
            Task.FromResult<RegionLimits?>(null);
    }

    public string[] Told(string @event) =>
        [.. Durable.Raised.Where(item => item.Event == @event).Select(item => item.Instance)];
}
