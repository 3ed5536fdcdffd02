using System.Text.Json.Nodes;
using CloudWorkspaces.Functions.Tests.Agents;
using CloudWorkspaces.Mounts;
using CloudWorkspaces.Runs;
using CloudWorkspaces.Runs.Orchestration;
using Microsoft.AspNetCore.Http;

namespace CloudWorkspaces.Functions.Tests.Groups;

public sealed class GroupMountsTests : IAsyncLifetime
{
    private readonly FakeMounts _mounts = new();

    private ScriptedArm _arm = null!;

    public async Task InitializeAsync()
    {
        _arm = await ScriptedArm.StartAsync();
        _mounts.Items.Add(new()
        {
            Name = "maps",
            Kind = MountKind.Share,
            Path = "/mnt/maps",
            Account = "others",
            Share = "tiles",
            ReadOnly = true,
            HasKey = true,
            Tag = "1",
        });
    }

    public async Task DisposeAsync() => await _arm.DisposeAsync();

    [Fact]
    public async Task Create_ShareAndCache_AreVolumesAndBlobsAreNot()
    {
        await GiveKeyAsync("a2V5");
        _mounts.Items.Add(new() { Name = "tiles", Kind = MountKind.Cache, Path = "/mnt/tiles" });
        _mounts.Items.Add(new() { Name = "data", Kind = MountKind.Blob, Mode = MountMode.Copy, Path = "/mnt/data", Container = "c" });
        Refuse(503, "Later.");

        await CreateAsync();

        var body = JsonNode.Parse(_arm.Requests.Last().Body)!["properties"]!;
        Assert.Equal(
            """{"name":"mount-maps","azureFile":{"shareName":"tiles","readOnly":true,"storageAccountName":"others","storageAccountKey":"a2V5"}}""",
            Of(body["volumes"]!, "mount-maps"));
        Assert.Equal("""{"name":"mount-tiles","emptyDir":{}}""", Of(body["volumes"]!, "mount-tiles"));
        var main = body["containers"]![0]!["properties"]!["volumeMounts"]!;
        Assert.Equal("""{"name":"mount-maps","mountPath":"/mnt/maps","readOnly":true}""", Of(main, "mount-maps"));
        Assert.Equal("""{"name":"mount-tiles","mountPath":"/mnt/tiles","readOnly":false}""", Of(main, "mount-tiles"));
        Assert.DoesNotContain("mount-data", $"{body}", StringComparison.Ordinal);
        Assert.DoesNotContain("mount-", $"{body["initContainers"]}", StringComparison.Ordinal);
    }

    [Fact]
    public async Task Create_KeyOfAMountIsLost_EndsTheRunNamingTheMountWithoutAPut()
    {
        Refuse(503, "Later.");

        var creation = await CreateAsync();

        Assert.Equal(
            (RunCauses.MountFailed, "Mount 'maps' cannot be had: its key cannot be read. Put the mount again."),
            (creation.Ending!.Cause.Code, creation.Ending.Cause.Message));
        Assert.DoesNotContain(_arm.Requests, request => request.Method == HttpMethods.Put);
    }

    [Fact]
    public async Task Create_AnswerRepeatsTheKeyOfAMount_ItIsLeftOut()
    {
        await GiveKeyAsync("c3dvcmRmaXNo");
        Refuse(400, "Not 'c3dvcmRmaXNo'.");

        var creation = await CreateAsync();

        Assert.Contains("is left out", creation.Ending!.Cause.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("c3dvcmRmaXNo", creation.Ending.Cause.Message, StringComparison.Ordinal);
    }

    private static string? Of(JsonNode list, string name) =>
        list.AsArray().Single(one => one!["name"]!.GetValue<string>() == name)?.ToJsonString();

    private Task GiveKeyAsync(string key) =>
        new MountKey(_mounts.Kept).PutAsync("default", _mounts.Items[0], key, CancellationToken.None);

    private void Refuse(int status, string message) => _arm.Answer = context => context.Request.Method == HttpMethods.Put
        ? ScriptedArm.WriteErrorAsync(context, status, "Refused", message)
        : ScriptedArm.WriteErrorAsync(context, 404, "ResourceNotFound", "There is none.");

    private async Task<GroupCreation> CreateAsync()
    {
        try
        {
            return await SampleRun.GroupsOf(_arm, mounts: _mounts).CreateAsync(SampleRun.Record, CancellationToken.None);
        }
        catch (Azure.RequestFailedException failure) when (failure.Status == 503)
        {
            return new() { Outcome = GroupCreationOutcome.Retry };
        }
    }
}
