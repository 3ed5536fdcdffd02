using CloudWorkspaces.Agents;
using CloudWorkspaces.Functions.Tests.Admission;
using CloudWorkspaces.Runs;
using CloudWorkspaces.Runs.Admission;

namespace CloudWorkspaces.Functions.Tests.Agents;

public sealed class AgentTurnsTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task Finish_ConversionDoesNotYield_ProceedsWithoutAskingTheQueues()
    {
        var turn = (await new AgentFixture().SendAsync("finish")).Value<AgentTurn>();

        Assert.Equal(new AgentTurn { Proceed = true }, turn);
    }

    [Fact]
    public async Task Finish_RunsWait_ProceedsOnlyWhenTheyAreThroughOrTimeIsUp()
    {
        var queues = await AdmissionFixture.CreateAsync(limit: 1);
        var admissions = queues.Create();
        var agent = new AgentFixture(admissions, conversionYields: true);
        var admission = new RunAdmission(
            admissions, Microsoft.Extensions.Options.Options.Create(new AdmissionOptions { ConversionYields = true }));
        var others = queues.Runs(2);
        await admission.RequestAsync(new() { Run = agent.Run, MilliCpu = 1_000 }, None);
        await admission.RequestAsync(new() { Run = others[0], MilliCpu = 1_000 }, None);
        await admission.RequestAsync(new() { Run = others[1], MilliCpu = 1_000 }, None);
        var running = await AskAsync(agent);
        agent.Change(run => run with { State = RunState.Succeeded, EndedOn = agent.Time.GetUtcNow() });
        await admission.SettleAsync(agent.Run, mayHaveGroup: true, None);
        var othersWait = await AskAsync(agent);
        agent.Time.Advance(TimeSpan.FromSeconds(91));
        var timeIsUp = await AskAsync(agent);

        Assert.False(running.Proceed);
        Assert.Equal(new AgentTurn { Proceed = false, RetryAfterSeconds = 1 }, othersWait);
        Assert.True(timeIsUp.Proceed);
    }

    [Fact]
    public async Task Finish_NobodyElse_ProceedsAtOnce()
    {
        var queues = await AdmissionFixture.CreateAsync(limit: 1);
        var admissions = queues.Create();
        var agent = new AgentFixture(admissions, conversionYields: true);
        var admission = new RunAdmission(
            admissions, Microsoft.Extensions.Options.Options.Create(new AdmissionOptions { ConversionYields = true }));
        await admission.RequestAsync(new() { Run = agent.Run, MilliCpu = 1_000 }, None);
        await admission.SettleAsync(agent.Run, mayHaveGroup: true, None);

        Assert.True((await AskAsync(agent)).Proceed);
    }

    private static async Task<AgentTurn> AskAsync(AgentFixture agent) =>
        (await agent.SendAsync("finish")).Value<AgentTurn>();
}
