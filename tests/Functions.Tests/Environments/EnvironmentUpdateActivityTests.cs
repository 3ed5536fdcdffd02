using Azure.Data.Tables;
using Azure.Storage.Blobs;
using CloudWorkspaces.Environments;
using CloudWorkspaces.Environments.Builds;
using CloudWorkspaces.Environments.Updates;
using CloudWorkspaces.Functions.Tests.Orchestration;
using CloudWorkspaces.Http;
using CloudWorkspaces.Runs;
using CloudWorkspaces.Testing;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace CloudWorkspaces.Functions.Tests.Environments;

[Trait("Category", "Azurite")]
public sealed class EnvironmentUpdateActivityTests : IAsyncLifetime, IAsyncDisposable
{
    private readonly string _name = $"e{Guid.NewGuid():N}"[..20];
    private readonly string _workspace = $"w{Guid.NewGuid():N}"[..20];
    private readonly FakeDurable _durable = new();
    private EnvironmentStore _environments = null!;
    private EnvironmentUpdateStore _updates = null!;
    private EnvironmentBlobs _blobs = null!;

    public async Task InitializeAsync()
    {
        var azurite = await AzuriteServer.SharedAsync();
        var blobs = new BlobServiceClient(azurite.ConnectionString);
        var table = new EnvironmentTable(new TableServiceClient(azurite.ConnectionString), blobs);
        await table.StartAsync(CancellationToken.None);
        await blobs.GetBlobContainerClient(RunBlobs.Container(_workspace)).CreateAsync();
        (_environments, _updates, _blobs) = (new(table), new(table), new(blobs));
        await _environments.TryAddAsync(Version(), CancellationToken.None);
    }

    public Task DisposeAsync() => Task.CompletedTask;

    ValueTask IAsyncDisposable.DisposeAsync() => _durable.DisposeAsync();

    [Fact]
    public async Task Start_Twice_IsOneUpdateAtATime()
    {
        var first = await StartAsync();
        var second = await StartAsync();

        Assert.Equal((1, 1), (first.Number, second.Number));
        Assert.Equal([first.Key.InstanceId], _durable.Started);
        Assert.Equal("1", first.Base);
    }

    [Fact]
    public async Task Start_AfterOneThatIsOver_IsTheNext()
    {
        var first = await StartAsync();
        await _updates.ChangeOpenAsync(
            first.Key, update => update with { State = EnvironmentUpdateState.Unchanged }, CancellationToken.None);

        Assert.Equal(2, (await StartAsync()).Number);
    }

    [Fact]
    public async Task Start_WithoutARegistryOrEnvironment_IsRefused()
    {
        var without = await Assert.ThrowsAsync<ProblemException>(() => StartAsync(registry: ""));
        var unknown = await Assert.ThrowsAsync<ProblemException>(
            () => Updates("r").StartAsync("none", "ada", _durable, CancellationToken.None));

        Assert.Equal((409, 404), (without.Problem.Status, unknown.Problem.Status));
    }

    [Theory]
    [InlineData("a=1", EnvironmentUpdateState.Unchanged)]
    [InlineData("a=2", null)]
    public async Task Build_ThatIsReady_GoesOnWithNewerPackagesOnly(string package, EnvironmentUpdateState? end)
    {
        var update = await StartAsync();
        await AddCandidateAsync(update, EnvironmentState.Ready);
        await ReportAsync(new(null, _name, "1"), 1, "a=1");
        await ReportAsync(update.Candidate, update.Number, package);

        var step = await BuildAsync(update);

        Assert.Equal((true, end), (step.IsDone, step.End));
    }

    [Theory]
    [InlineData(EnvironmentState.Building, null)]
    [InlineData(EnvironmentState.Checking, null)]
    [InlineData(EnvironmentState.Failed, "No mirror.")]
    public async Task Build_ThatIsNotReady_IsAwaitedOrFails(EnvironmentState state, string? reason)
    {
        var update = await StartAsync();
        await AddCandidateAsync(update, state, reason);

        var step = await BuildAsync(update);

        Assert.Equal((reason is not null, reason), (step.IsDone, step.Reason));
    }

    private Task<EnvironmentUpdate> StartAsync(string registry = "r") =>
        Updates(registry).StartAsync(_name, "ada", _durable, CancellationToken.None);

    private EnvironmentUpdates Updates(string registry) => new(
        _environments,
        _updates,
        Options.Create(new EnvironmentBuildOptions { Registry = registry }),
        Options.Create(new EnvironmentUpdateOptions { Workspace = _workspace }),
        TimeProvider.System,
        NullLogger<EnvironmentUpdates>.Instance);

    private Task<EnvironmentUpdateStep> BuildAsync(EnvironmentUpdate update) =>
        new BuildCandidate(_updates, _environments, _blobs).RunAsync(update.Key, CancellationToken.None);

    private Task<bool> AddCandidateAsync(EnvironmentUpdate update, EnvironmentState state, string? reason = null) =>
        _environments.TryAddAsync(
            Version() with
            {
                Workspace = _workspace,
                Version = update.Version,
                State = state,
                Reason = reason,
                Attempt = update.Number,
            },
            CancellationToken.None);

    private Task ReportAsync(EnvironmentKey key, int attempt, string package) => _blobs.WriteAsync(
        key,
        EnvironmentBlobs.Report(attempt),
        BinaryData.FromObjectAsJson(new { packages = new[] { package } }),
        CancellationToken.None);

    private EnvironmentVersion Version() => new()
    {
        Name = _name,
        Version = "1",
        Image = "eo@sha256:1",
        Checked = true,
        ReleasedOn = TimeProvider.System.GetUtcNow(),
    };
}
