using CloudWorkspaces.Environments.Builds;
using CloudWorkspaces.Environments.Updates;
using CloudWorkspaces.Functions.Tests.Orchestration;

namespace CloudWorkspaces.Functions.Tests.Environments;

public sealed class EnvironmentUpdateOrchestratorTests
{
    private static readonly EnvironmentUpdateKey s_key = new("eo", 3);

    private readonly OrchestrationDriver _driver = new(s_key.InstanceId, s_key, EnvironmentUpdateOrchestrator.RunAsync);
    private EnvironmentUpdateSettlement? _settled;

    public EnvironmentUpdateOrchestratorTests()
    {
        _driver.On(nameof(BeginUpdate), _ => Plan());
        foreach (var part in (string[])[nameof(BuildCandidate), nameof(TrySamples), nameof(CompareModes)])
        {
            _driver.On(part, _ => EnvironmentUpdateStep.Done);
        }

        _driver.On<EnvironmentUpdateSettlement>(nameof(SettleUpdate), settlement => _settled = settlement);
    }

    [Fact]
    public void Update_AllGoesWell_IsPublishedAfterEveryPart()
    {
        var looks = 0;
        _driver.On(nameof(TrySamples), _ => ++looks < 3 ? EnvironmentUpdateStep.GoesOn : EnvironmentUpdateStep.Done);

        _driver.Run();

        Assert.Equal(EnvironmentUpdateState.Published, _settled!.State);
        Assert.Null(_settled.Reason);
        Assert.Equal(
            [
                nameof(BeginUpdate), nameof(BuildCandidate), nameof(TrySamples), nameof(TrySamples), nameof(TrySamples),
                nameof(CompareModes), nameof(SettleUpdate),
            ],
            _driver.Calls);
    }

    [Fact]
    public void Update_NothingNewer_EndsWithoutTrials()
    {
        _driver.On(nameof(BuildCandidate), _ => EnvironmentUpdateStep.Unchanged);

        _driver.Run();

        Assert.Equal(EnvironmentUpdateState.Unchanged, _settled!.State);
        Assert.DoesNotContain(nameof(TrySamples), _driver.Calls);
    }

    [Theory]
    [InlineData(nameof(BuildCandidate))]
    [InlineData(nameof(TrySamples))]
    [InlineData(nameof(CompareModes))]
    public void Update_APartFails_IsNotPublishedAndSaysWhy(string part)
    {
        _driver.On(part, _ => EnvironmentUpdateStep.Failed("No room."));

        _driver.Run();

        Assert.Equal((EnvironmentUpdateState.Failed, "No room."), (_settled!.State, _settled.Reason));
    }

    [Theory]
    [InlineData(nameof(BuildCandidate), "BuildCandidate took longer than 6000 s.")]
    [InlineData(nameof(TrySamples), "TrySamples took longer than 4800 s.")]
    [InlineData(nameof(CompareModes), "CompareModes took longer than 1800 s.")]
    public void Update_APartNeverEnds_FailsAtItsDeadline(string part, string reason)
    {
        _driver.On(part, _ => EnvironmentUpdateStep.GoesOn);

        _driver.Run();

        Assert.Equal((EnvironmentUpdateState.Failed, reason), (_settled!.State, _settled.Reason));
    }

    [Theory]
    [InlineData(nameof(BeginUpdate))]
    [InlineData(nameof(CompareModes))]
    public void Update_AnActivityThatFailsThroughAllRetries_FailsTheUpdate(string activity)
    {
        _driver.On(activity, _ => throw new InvalidDataException("Away."));

        _driver.Run();

        Assert.Equal(EnvironmentUpdateState.Failed, _settled!.State);
        Assert.Contains(activity, _settled.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Update_ThatIsOver_DoesNothing()
    {
        _driver.On(nameof(BeginUpdate), _ => Plan() with { IsClosed = true });

        _driver.Run();

        Assert.Equal([nameof(BeginUpdate)], _driver.Calls);
    }

    private static EnvironmentUpdatePlan Plan() => new()
    {
        Samples = 2,
        Builds = new EnvironmentBuildOptions(),
        Options = new EnvironmentUpdateOptions(),
    };
}
