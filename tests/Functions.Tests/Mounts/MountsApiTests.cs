using System.Net;
using System.Text.Json.Nodes;
using CloudWorkspaces.Functions.Tests.Api;

namespace CloudWorkspaces.Functions.Tests.Mounts;

[Collection(ApiCollection.Name)]
[Trait("Category", "Azurite")]
public sealed class MountsApiTests(ApiFixture api)
{
    [Fact]
    public async Task Put_GetListDelete_IsWhatWasPut()
    {
        using var mounts = await MountAddress.NewAsync(api);

        using var put = await mounts.PutAsync("scenes", new { kind = "blob", prefix = "a/b/", exclude = new[] { "*.tmp" } });
        var made = await Task.FromResult(put).JsonAsync(HttpStatusCode.Created);
        using var read = await mounts.GetAsync("scenes");
        var found = await Task.FromResult(read).JsonAsync(HttpStatusCode.OK);
        using var again = await mounts.PutAsync("scenes", new { kind = "cache" });
        var changed = await Task.FromResult(again).JsonAsync(HttpStatusCode.OK);

        Assert.Equal(
            $$$"""
            {"name":"scenes","kind":"blob","path":"/mnt/scenes","readOnly":false,"mode":"copy","container":"{{{mounts.Workspace}}}-files","prefix":"a/b/","include":[],"exclude":["*.tmp"],"maxGiB":10,"deletes":false,"writeBackSeconds":30,"hasKey":false,"address":"/mnt/scenes"}
            """,
            Without(made, "updatedOn", "updatedBy").ToJsonString());
        Assert.Equal(made.ToJsonString(), found.ToJsonString());
        Assert.Equal(put.Headers.ETag, read.Headers.ETag);
        Assert.NotEqual(put.Headers.ETag, again.Headers.ETag);
        Assert.Equal("""{"name":"scenes","kind":"cache","path":"/mnt/scenes","readOnly":false,"hasKey":false,"address":"/mnt/scenes"}""",
            Without(changed, "updatedOn", "updatedBy").ToJsonString());
        var list = await mounts.GetAsync().JsonAsync(HttpStatusCode.OK);
        Assert.Equal(changed.ToJsonString(), Assert.Single(list["items"]!.AsArray())!.ToJsonString());
        using var deleted = await mounts.DeleteAsync("scenes");
        Assert.Equal(HttpStatusCode.NoContent, deleted.StatusCode);
        await mounts.DeleteAsync("scenes").ProblemAsync(404, "not-found");
        var missing = await mounts.GetAsync("scenes").ProblemAsync(404, "not-found");
        Assert.Equal("There is no mount 'scenes'.", missing["detail"]!.GetValue<string>());
    }

    [Fact]
    public async Task Put_Direct_HasAnAddressAndNoFolderAndIsReadOnly()
    {
        using var mounts = await MountAddress.NewAsync(api);

        var direct = await mounts.PutAsync("d", new { kind = "blob", mode = "direct", container = "catalog", prefix = "x" })
            .JsonAsync(HttpStatusCode.Created);

        Assert.Equal("/vsiaz/catalog/x", direct["address"]!.GetValue<string>());
        Assert.Equal((true, false), (direct["readOnly"]!.GetValue<bool>(), direct.ContainsKey("path")));
    }

    [Fact]
    public async Task Conditions_NotMet_ChangeNothing()
    {
        using var mounts = await MountAddress.NewAsync(api);
        var cache = new { kind = "cache" };
        var share = new { kind = "share", share = "reference" };

        await mounts.PutAsync("m", cache, "If-Match", "*").ProblemAsync(412, "precondition-failed");
        using var first = await mounts.PutAsync("m", cache, "If-None-Match", "*");
        Assert.Equal(HttpStatusCode.Created, first.StatusCode);
        var tag = first.Headers.ETag!.Tag;
        await mounts.PutAsync("m", share, "If-None-Match", "*").ProblemAsync(412, "precondition-failed");
        using var second = await mounts.PutAsync("m", cache, "If-Match", tag);
        Assert.Equal(HttpStatusCode.OK, second.StatusCode);

        await mounts.PutAsync("m", share, "If-Match", tag).ProblemAsync(412, "precondition-failed");
        await mounts.DeleteAsync("m", "If-Match", tag).ProblemAsync(412, "precondition-failed");
        var bad = await mounts.DeleteAsync("m", "If-Match", "1").ProblemAsync(400, "invalid-request");

        Assert.Equal("If-Match", bad.ErrorNames());
        using var found = await mounts.GetAsync("m");
        Assert.Equal(second.Headers.ETag, found.Headers.ETag);
    }

    [Fact]
    public async Task Put_OverlappingFoldersAtOnce_OneIsMadeAndTheOthersNameThePath()
    {
        using var mounts = await MountAddress.NewAsync(api);
        var paths = Enumerable.Range(1, 6).Select(depth => "/mnt" + string.Concat(Enumerable.Repeat("/t", depth))).ToList();

        var answers = await Task.WhenAll(paths.Select((path, number) => mounts.PutAsync($"m{number}", new { kind = "cache", path })));

        Assert.Single(answers, answer => answer.StatusCode == HttpStatusCode.Created);
        foreach (var refused in answers.Where(answer => answer.StatusCode != HttpStatusCode.Created))
        {
            var problem = await Task.FromResult(refused).ProblemAsync(400, "invalid-request");
            Assert.Equal("path", problem.ErrorNames());
        }

        var list = await mounts.GetAsync().JsonAsync(HttpStatusCode.OK);
        Assert.Single(list["items"]!.AsArray());
    }

    [Fact]
    public async Task Put_BesideOthers_IsHeldToThem()
    {
        using var mounts = await MountAddress.NewAsync(api);
        await mounts.PutAsync("data", new { kind = "cache" }).JsonAsync(HttpStatusCode.Created);
        await mounts.PutAsync("here", new { kind = "blob", mode = "direct", container = "shared" }).JsonAsync(HttpStatusCode.Created);

        var inner = await mounts.PutAsync("inner", new { kind = "cache", path = "/mnt/data/inner" }).ProblemAsync(400, "invalid-request");
        var there = await mounts
            .PutAsync("there", new { kind = "blob", mode = "direct", container = "shared", account = "https://other.blob.core.windows.net" })
            .ProblemAsync(400, "invalid-request");

        Assert.Equal("overlaps with that of mount 'data', which is /mnt/data.", inner["errors"]!["path"]![0]!.GetValue<string>());
        Assert.Equal("container", there.ErrorNames());
        await mounts.PutAsync("data-2", new { kind = "cache" }).JsonAsync(HttpStatusCode.Created);
        await mounts.PutAsync("data", new { kind = "cache", path = "/mnt/data/inner" }).JsonAsync(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Put_MoreThanAWorkspaceMayHave_IsRefused()
    {
        using var mounts = await MountAddress.NewAsync(api);
        for (var number = 0; number < 10; number++)
        {
            await mounts.PutAsync($"m{number}", new { kind = "cache" }).JsonAsync(HttpStatusCode.Created);
        }

        var problem = await mounts.PutAsync("m10", new { kind = "cache" }).ProblemAsync(400, "invalid-request");

        Assert.Equal(
            "would be that of one mount too many: a workspace may have 10.", problem["errors"]!["name"]![0]!.GetValue<string>());
        await mounts.PutAsync("m9", new { kind = "share", share = "reference" }).JsonAsync(HttpStatusCode.OK);
    }

    private static JsonObject Without(JsonObject mount, params string[] fields)
    {
        var rest = mount.DeepClone().AsObject();
        Assert.All(fields, field => Assert.True(rest.Remove(field), $"There is no {field}."));
        return rest;
    }
}
