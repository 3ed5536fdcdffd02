using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace CloudWorkspaces.Local.Functions.Tests;

[Collection(AppFixture.Collection)]
public sealed class QueryTests(AppFixture fixture)
{
    private readonly DurableTaskClient _client = fixture.App.Client;
    private readonly string _prefix = $"list/{Guid.NewGuid():N} ";

    [Fact]
    public async Task GetAllInstances_ByPrefixAndStatus_ArePaged()
    {
        await EndedAsync(5);
        var waiting = await WaitingAsync();
        var query = new OrchestrationQuery(
            InstanceIdPrefix: _prefix, Statuses: [OrchestrationRuntimeStatus.Completed], PageSize: 2);

        var pages = new List<Page<OrchestrationMetadata>>();
        await foreach (var page in _client.GetAllInstancesAsync(query).AsPages())
        {
            pages.Add(page);
        }

        Assert.All(pages, page => Assert.InRange(page.Values.Count, 0, 2));
        Assert.Equal(
            Enumerable.Range(0, 5).Select(number => _prefix + number),
            pages.SelectMany(page => page.Values).Select(found => found.InstanceId));
        await _client.TerminateInstanceAsync(waiting, CancellationToken.None);
    }

    [Fact]
    public async Task GetAllInstances_FromAContinuation_GoesOnThere()
    {
        await EndedAsync(4);
        var query = new OrchestrationQuery(InstanceIdPrefix: _prefix, PageSize: 2);
        var first = await FirstPageAsync(query);

        var second = await FirstPageAsync(query with { ContinuationToken = first.ContinuationToken });

        Assert.Equal([_prefix + "0", _prefix + "1"], first.Values.Select(found => found.InstanceId));
        Assert.Equal([_prefix + "2", _prefix + "3"], second.Values.Select(found => found.InstanceId));
    }

    [Fact]
    public async Task GetAllInstances_ByCreationTime_AreThoseWithin()
    {
        var created = (await EndedAsync(3)).ConvertAll(ended => ended.CreatedAt);

        Assert.Equal(["1", "2"], await FoundAsync(new OrchestrationQuery(CreatedFrom: created[1])));
        Assert.Equal(["0", "1"], await FoundAsync(new OrchestrationQuery(CreatedTo: created[1])));
        Assert.Equal(["1"], await FoundAsync(new OrchestrationQuery(CreatedFrom: created[1], CreatedTo: created[1])));
    }

    [Fact]
    public async Task GetAllInstances_WithInputsAndOutputs_HaveThemIfAsked()
    {
        await EndedAsync(1);
        var query = new OrchestrationQuery(InstanceIdPrefix: _prefix);

        var without = (await FirstPageAsync(query)).Values.Single();
        var with = (await FirstPageAsync(query with { FetchInputsAndOutputs = true })).Values.Single();

        Assert.Null(without.SerializedOutput);
        Assert.Equal("out", with.ReadOutputAs<string>());
    }

    [Fact]
    public async Task PurgeAllInstances_ByCreationTimeAndStatus_ForgetsThose()
    {
        var ended = await EndedAsync(3);
        var waiting = await WaitingAsync();

        var purged = await _client.PurgeAllInstancesAsync(new PurgeInstancesFilter(
            ended[0].CreatedAt, ended[1].CreatedAt, [OrchestrationRuntimeStatus.Completed]));

        Assert.Equal(2, purged.PurgedInstanceCount);
        Assert.Equal(["2", "w"], await FoundAsync(new OrchestrationQuery()));
        await _client.TerminateInstanceAsync(waiting, CancellationToken.None);
    }

    private async Task<List<OrchestrationMetadata>> EndedAsync(int count)
    {
        var ended = new List<OrchestrationMetadata>();
        for (var number = 0; number < count; number++)
        {
            ended.Add(await Scripts.EndAsync(
                _client, await ScheduleAsync($"{number}", _ => Task.FromResult<object?>("out"))));
        }

        return ended;
    }

    private Task<string> WaitingAsync() =>
        ScheduleAsync("w", async context => await context.WaitForExternalEvent<object>("go"));

    private Task<string> ScheduleAsync(string name, Func<TaskOrchestrationContext, Task<object?>> body) =>
        _client.ScheduleNewOrchestrationInstanceAsync(
            nameof(Scripts.Script),
            new StartOrchestrationOptions(Scripts.Orchestrator(body, _prefix + name)),
            CancellationToken.None);

    private async Task<List<string>> FoundAsync(OrchestrationQuery query)
    {
        var found = new List<string>();
        await foreach (var instance in _client.GetAllInstancesAsync(query with { InstanceIdPrefix = _prefix }))
        {
            found.Add(instance.InstanceId[_prefix.Length..]);
        }

        return found;
    }

    private async Task<Page<OrchestrationMetadata>> FirstPageAsync(OrchestrationQuery query)
    {
        await foreach (var page in _client.GetAllInstancesAsync(query).AsPages())
        {
            return page;
        }

        throw new InvalidOperationException("There is no page.");
    }
}
