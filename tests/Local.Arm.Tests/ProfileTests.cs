using System.Net;
using System.Text.Json.Nodes;
using CloudWorkspaces.Local.Arm.Profiles;
using Microsoft.Extensions.Options;

namespace CloudWorkspaces.Local.Arm.Tests;

[Trait("Category", "Container")]
[Collection(EmulatorFixture.Collection)]
public sealed class ProfileTests(EmulatorFixture fixture)
{
    private const string Profiles =
        ArmApi.Subscription + "/resourceGroups/rg/providers/Microsoft.ContainerInstance/containerGroupProfiles";

    private ArmApi Api => fixture.Api;

    [Theory]
    [InlineData("2025-09-01")]
    [InlineData("2026-07-01")]
    public async Task Profile_FromPutToDelete_KeepsItsRevisions(string version)
    {
        var name = ArmApi.NewName();
        string At(string path = "") => $"{Profiles}/{name}{path}?api-version={version}";
        var first = await Api.AnswerAsync(HttpMethod.Put, At(), Bodies.Group("echo one"), HttpStatusCode.Created);
        var again = await Api.AnswerAsync(HttpMethod.Put, At(), Bodies.Group("echo one"));
        var second = await Api.AnswerAsync(HttpMethod.Put, At(), Bodies.Group("echo two"));
        var patched = await Api.AnswerAsync(
            HttpMethod.Patch, At(), new JsonObject { ["tags"] = new JsonObject { ["a"] = "b" } });

        Assert.Equal([1, 1, 2, 2], new[] { first, again, second, patched }.Select(Revision));
        Assert.Equal("b", (await Api.AnswerAsync(HttpMethod.Get, At()))["tags"]!["a"]!.GetValue<string>());
        var revisions = (await Api.AnswerAsync(HttpMethod.Get, At("/revisions")))["value"]!.AsArray();
        Assert.Equal([1, 2], revisions.Select(revision => Revision(revision!)));
        Assert.Contains("echo one", (await Api.AnswerAsync(HttpMethod.Get, At("/revisions/1"))).ToJsonString());
        Assert.Equal("ResourceNotFound", await Api.RefusedAsync(HttpMethod.Get, At("/revisions/3"), null, HttpStatusCode.NotFound));
        Assert.Contains(name, (await Api.AnswerAsync(HttpMethod.Get, $"{Profiles}?api-version={version}")).ToJsonString());
        Assert.Contains(name, (await Api.AnswerAsync(
            HttpMethod.Get,
            $"{ArmApi.Subscription}/providers/Microsoft.ContainerInstance/containerGroupProfiles?api-version={version}")).ToJsonString());
        await Api.AnswerAsync(HttpMethod.Delete, At());
        await Api.AnswerAsync(HttpMethod.Delete, At(), null, HttpStatusCode.NoContent);
        await Api.RefusedAsync(HttpMethod.Get, At(), null, HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Put_GroupOfAProfile_RunsTheRevisionWithTheGroupsChanges()
    {
        var (profile, name) = (ArmApi.NewName(), ArmApi.NewName());
        var address = $"{Profiles}/{profile}?api-version=2026-07-01";
        var body = Bodies.Group("echo $TOKEN $WHO").WithEnvironment(new JsonObject { ["name"] = "TOKEN", ["secureValue"] = "hidden" });
        await Api.AnswerAsync(HttpMethod.Put, address, body, HttpStatusCode.Created);
        var other = await Api.AnswerAsync(HttpMethod.Put, address, Bodies.Group("echo other"));
        Assert.DoesNotContain("hidden", (await Api.AnswerAsync(HttpMethod.Get, $"{Profiles}/{profile}/revisions?api-version=2026-07-01")).ToJsonString());

        var group = await Api.AnswerAsync(
            HttpMethod.Put, ArmApi.At($"/{name}"), Reference(other["id"]!.GetValue<string>(), 1), HttpStatusCode.Created);

        Assert.Equal(1, group["properties"]!["containerGroupProfile"]!["revision"]!.GetValue<int>());
        await Api.WaitForStateAsync(name, "Succeeded");
        Assert.Equal("hidden\n", await Api.LogsAsync(name));
        await Api.DeleteAsync(name);
        await Api.AnswerAsync(HttpMethod.Delete, address);
    }

    [Theory]
    [InlineData("not-an-id", 1)]
    [InlineData(Profiles + "/unknown", 1)]
    public async Task Put_GroupOfAnUnknownProfile_IsRefused(string id, int revision) => Assert.Equal(
        "ContainerGroupProfileNotFound",
        await Api.RefusedAsync(HttpMethod.Put, ArmApi.At($"/{ArmApi.NewName()}"), Reference(id, revision)));

    [Fact]
    public void Store_OpenedAgain_HasWhatWasPut()
    {
        var folder = Directory.CreateTempSubdirectory("cw-profiles-");
        try
        {
            var options = Options.Create(new ArmOptions { StateFolder = folder.FullName });
            var id = new ProfileId("subscription", "rg", "profile");
            var store = new ProfileStore(options);
            store.Put(id, Bodies.Group("one"));
            store.Put(id, Bodies.Group("two"));
            store.Tag(id, new JsonObject { ["a"] = "b" });

            var found = new ProfileStore(options).Find(id with { Name = "PROFILE" });

            Assert.Equal(2, found!.Newest);
            Assert.True(JsonNode.DeepEquals(Bodies.Group("one"), found.Revisions[0]));
            Assert.Equal("b", found.Revisions[1]["tags"]!["a"]!.GetValue<string>());
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static int Revision(JsonNode profile) => profile["properties"]!["revision"]!.GetValue<int>();

    private static JsonObject Reference(string id, int revision) => new()
    {
        ["location"] = "westeurope",
        ["properties"] = new JsonObject
        {
            ["containerGroupProfile"] = new JsonObject { ["id"] = id, ["revision"] = revision },
        },
    };
}
