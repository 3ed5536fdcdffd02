using System.Net;
using System.Text.Json.Nodes;

namespace CloudWorkspaces.Local.Arm.Tests;

/// <summary>The operations that only read, and PATCH, at every api-version.</summary>
[Trait("Category", "Container")]
[Collection(EmulatorFixture.Collection)]
public sealed class OperationTests(EmulatorFixture fixture)
{
    private const string Provider = ArmApi.Subscription + "/providers/Microsoft.ContainerInstance";

    private ArmApi Api => fixture.Api;

    [Theory]
    [InlineData("2023-05-01")]
    [InlineData("2025-09-01")]
    [InlineData("2026-07-01")]
    public async Task Group_AtEveryApiVersion_LivesAndIsAnsweredAsTheVersionHasIt(string version)
    {
        var (name, body) = (ArmApi.NewName(), Bodies.Group("echo done; exec busybox sleep 600").WithInit("first", "true")
            .WithPorts(8080).WithVolume("shared", "emptyDir", [], "/shared"));
        await Api.AnswerAsync(HttpMethod.Put, ArmApi.At(version, $"/{name}", ""), body, HttpStatusCode.Created);
        await Api.WaitForStateAsync(name, "Running");

        await Api.AnswerAsync(HttpMethod.Get, ArmApi.At(version, $"/{name}", ""));
        await Api.AnswerAsync(HttpMethod.Put, ArmApi.At(version, $"/{name}", ""), body);
        await Api.WaitForStateAsync(name, "Running");
        await Api.AnswerAsync(HttpMethod.Get, ArmApi.At(version, $"/{name}/containers/main/logs", ""));
        await Api.AnswerAsync(HttpMethod.Post, ArmApi.At(version, $"/{name}/restart", ""), null, HttpStatusCode.NoContent);
        await Api.AnswerAsync(HttpMethod.Post, ArmApi.At(version, $"/{name}/stop", ""), null, HttpStatusCode.NoContent);
        await Api.WaitForStateAsync(name, "Stopped");
        await Api.AnswerAsync(HttpMethod.Post, ArmApi.At(version, $"/{name}/start", ""), null, HttpStatusCode.Accepted);
        await Api.AnswerAsync(HttpMethod.Get, ArmApi.At(version, "", ""));
        await Api.AnswerAsync(HttpMethod.Delete, ArmApi.At(version, $"/{name}", ""), null, HttpStatusCode.Accepted);
        await Api.DeleteAsync(name);
    }

    [Fact]
    public async Task Property_OfALaterApiVersion_IsNeitherTakenNorAnsweredByAnEarlierOne()
    {
        var (name, body) = (ArmApi.NewName(), Bodies.Group("true"));
        body["properties"]!["identityAcls"] = new JsonObject { ["defaultAccess"] = "System" };

        Assert.Equal("InvalidRequestContent", await Api.RefusedAsync(HttpMethod.Put, ArmApi.At("2023-05-01", $"/{name}", ""), body));
        await Api.AnswerAsync(HttpMethod.Put, ArmApi.At("2025-09-01", $"/{name}", ""), body, HttpStatusCode.Created);
        var earlier = await Api.AnswerAsync(HttpMethod.Get, ArmApi.At("2023-05-01", $"/{name}", ""));
        var later = await Api.AnswerAsync(HttpMethod.Get, ArmApi.At("2026-07-01", $"/{name}", ""));

        Assert.Null(earlier["properties"]!["identityAcls"]);
        Assert.NotNull(later["properties"]!["identityAcls"]);
    }

    [Fact]
    public async Task Patch_Tags_ReplacesThemAndLeavesTheContainersAlone()
    {
        var body = Bodies.Group("exec busybox sleep 600");
        body["tags"] = new JsonObject { ["old"] = "1" };
        var name = await Api.CreateAsync(body);
        var before = await Api.WaitForStateAsync(name, "Running");

        var patched = await Api.AnswerAsync(
            HttpMethod.Patch, ArmApi.At($"/{name}"), new JsonObject { ["tags"] = new JsonObject { ["new"] = "2" } });
        var moved = await Api.RefusedAsync(
            HttpMethod.Patch, ArmApi.At($"/{name}"), new JsonObject { ["location"] = "eastus" }, HttpStatusCode.Conflict);
        var wrong = await Api.RefusedAsync(HttpMethod.Patch, ArmApi.At($"/{name}"), new JsonObject { ["properties"] = new JsonObject() });

        Assert.Equal("""{"new":"2"}""", patched["tags"]!.ToJsonString());
        Assert.Equal("InvalidResourceLocation", moved);
        Assert.Equal("InvalidRequestContent", wrong);
        var after = await Api.GetAsync(name);
        Assert.Equal(
            before.InstanceView()["currentState"]!.ToJsonString(), after.InstanceView()["currentState"]!.ToJsonString());
        await Api.DeleteAsync(name);
    }

    [Fact]
    public async Task Usages_CountGroupsAndCoresOfTheLocation()
    {
        var body = Bodies.Group("exec busybox sleep 600");
        body["location"] = "Norway East";
        body["properties"]!["priority"] = "Spot";
        var name = await Api.CreateAsync(body);

        var value = (await Api.AnswerAsync(HttpMethod.Get, $"{Provider}/locations/norwayeast/usages?api-version=2026-07-01"))["value"]!;
        var used = value.AsArray().ToDictionary(
            usage => usage!["name"]!["value"]!.GetValue<string>(), usage => usage!["currentValue"]!.GetValue<int>());

        Assert.Equal(1, used["ContainerGroups"]);
        Assert.Equal(0, used["StandardCores"]);
        Assert.Equal(1, used["StandardSpotCores"]);
        await Api.DeleteAsync(name);
    }

    [Theory]
    [InlineData(Provider + "/locations/westeurope/usages", "StandardCores")]
    [InlineData(Provider + "/locations/westeurope/capabilities", "maxMemoryInGB")]
    [InlineData(Provider + "/locations/westeurope/cachedImages", TestImage.Name)]
    [InlineData("/providers/Microsoft.ContainerInstance/operations", "containerGroups/containers/exec/action")]
    public async Task Read_AtEveryApiVersion_Tells(string path, string part)
    {
        foreach (var version in (string[])["2023-05-01", "2025-09-01", "2026-07-01"])
        {
            Assert.Contains(part, (await Api.AnswerAsync(HttpMethod.Get, $"{path}?api-version={version}")).ToJsonString());
        }
    }

    [Fact]
    public async Task OutboundEndpoints_OfAGroup_AreNone()
    {
        var name = await Api.CreateAsync(Bodies.Group("true"));

        var endpoints = await Api.AnswerAsync(HttpMethod.Get, ArmApi.At($"/{name}/outboundNetworkDependenciesEndpoints"));

        Assert.Empty(endpoints.AsArray());
    }

    [Theory]
    [InlineData("restartPolicy")]
    [InlineData("cpu")]
    [InlineData("containers")]
    public async Task Put_ExistingGroup_RefusesWhatNeedsANewGroup(string change)
    {
        var body = Bodies.Group("exec busybox sleep 600");
        var name = await Api.CreateAsync(body);
        switch (change)
        {
            case "restartPolicy":
                body["properties"]!["restartPolicy"] = "Always";
                break;
            case "cpu":
                body.MainProperties()["resources"]!["requests"]!["cpu"] = 0.7;
                break;
            default:
                body.WithContainer(Bodies.Container("second", "true"));
                break;
        }

        Assert.Equal("InvalidContainerGroupUpdate", await Api.RefusedAsync(HttpMethod.Put, ArmApi.At($"/{name}"), body));
        await Api.DeleteAsync(name);
    }

    [Fact]
    public async Task Put_LocationThatTheServiceDoesNotHave_IsRefusedWithThoseItHas()
    {
        var body = Bodies.Group("true");
        body["location"] = "atlantis";

        var answer = await Api.AnswerAsync(HttpMethod.Put, ArmApi.At($"/{ArmApi.NewName()}"), body, HttpStatusCode.BadRequest);

        Assert.Equal("LocationNotAvailableForResourceType", answer["error"]!["code"]!.GetValue<string>());
        Assert.Contains("westeurope", answer["error"]!["message"]!.GetValue<string>());
    }
}
