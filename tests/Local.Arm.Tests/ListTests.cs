using System.Net;
using System.Text.Json.Nodes;

namespace CloudWorkspaces.Local.Arm.Tests;

/// <summary>Pages of lists and limits of a subscription, on an emulator with small ones.</summary>
[Trait("Category", "Container")]
public sealed class ListTests(ListTests.Fixture fixture) : IClassFixture<ListTests.Fixture>
{
    private ArmApi Api => fixture.Api;

    [Fact]
    public async Task List_MoreThanAPage_LinksToTheNextOneAndLimitsHold()
    {
        var names = new List<string>();
        for (var number = 0; number < 3; number++)
        {
            names.Add(await Api.CreateAsync(Bodies.Group("exec busybox sleep 600")));
        }

        Assert.Equal(names.Order(), await PagesAsync(ArmApi.At("")));
        Assert.Equal(names.Order(), await PagesAsync(
            $"{ArmApi.Subscription}/providers/Microsoft.ContainerInstance/containerGroups?api-version=2026-07-01"));
        var fourth = await Api.RefusedAsync(
            HttpMethod.Put, ArmApi.At($"/{ArmApi.NewName()}"), Bodies.Group("true"), HttpStatusCode.Conflict);
        Assert.Equal("ContainerGroupQuotaReached", fourth);
        await Api.DeleteAsync(names[0]);
        await Api.DeleteAsync(await Api.CreateAsync(Bodies.Group("true")));
        using var throttled = await Api.PutAsync(ArmApi.NewName(), Bodies.Group("true"));
        Assert.Equal(HttpStatusCode.TooManyRequests, throttled.StatusCode);
        Assert.InRange(throttled.Headers.RetryAfter!.Delta!.Value, TimeSpan.FromSeconds(60), TimeSpan.FromMinutes(5));
    }

    [Fact]
    public async Task Request_ForAResourceGroupThatIsNotThere_AnswersResourceGroupNotFound()
    {
        var address = $"{ArmApi.Subscription}/resourceGroups/other/providers/Microsoft.ContainerInstance/containerGroups";

        Assert.Equal("ResourceGroupNotFound", await Api.RefusedAsync(
            HttpMethod.Get, $"{address}?api-version=2025-09-01", null, HttpStatusCode.NotFound));
        Assert.Equal("MissingApiVersionParameter", await Api.RefusedAsync(HttpMethod.Get, address));
    }

    private async Task<IEnumerable<string>> PagesAsync(string address)
    {
        var names = new List<string>();
        for (var next = address; next is not null;)
        {
            var page = await Api.AnswerAsync(HttpMethod.Get, next);
            var found = page["value"]!.AsArray().Select(group => group!["name"]!.GetValue<string>()).ToList();
            Assert.InRange(found.Count, 1, 2);
            names.AddRange(found);
            next = page["nextLink"]?.GetValue<string>();
        }

        return names;
    }

    public sealed class Fixture : EmulatorFixture
    {
        protected override Dictionary<string, string> Settings => new(base.Settings)
        {
            ["Arm__ListPageSize"] = "2",
            ["Arm__ResourceGroups__0"] = "RG",
            ["Arm__Quota__Groups"] = "3",
            ["Arm__Quota__CreatesPerFiveMinutes"] = "4",
        };
    }
}
