using System.Text.Json.Nodes;
using System.Web;
using Azure.Storage.Blobs;
using Azure.Storage.Sas;
using CloudWorkspaces.EndToEnd.Tests.Secrets;
using CloudWorkspaces.Testing;

namespace CloudWorkspaces.EndToEnd.Tests;

/// <summary>Mounts of others' storage, which a signature or a key opens that only containers ever see.</summary>
[Collection(MountFixture.Collection)]
[Trait("Category", "EndToEnd")]
public sealed class ForeignMountTests(MountFixture fixture)
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(120);

    private readonly LocalStack _stack = fixture.Stack;

    [Fact]
    public async Task Run_SignedContainerAndShareOfAnotherAccount_AreReadAndWrittenAndTheirKeysAreFoundNowhere()
    {
        var container = await NewContainerAsync();
        await container.UploadBlobAsync("in/a.txt", BinaryData.FromString("theirs"));
        var address = Sign(container);
        var canary = new Canary(HttpUtility.ParseQueryString(address.Query)["sig"]!);
        await using var mounts = new MountClient(_stack.Client.Http);
        List<string> answers =
        [
            $"{await mounts.PutAsync("theirs", new { kind = "blob", sasUrl = address, prefix = "in", writeBackSeconds = 0 })}",
            $"{await mounts.PutAsync("maps", ShareOf(ArmEmulatorProcess.StorageKey))}",
        ];

        var id = await _stack.Client.RunAsync(Notebooks.Python(
            """
            import pathlib
            assert pathlib.Path('/mnt/theirs/a.txt').read_text() == 'theirs'
            pathlib.Path('/mnt/theirs/b.txt').write_text('ours')
            pathlib.Path('/mnt/maps/c.txt').write_text('on the share')
            """));
        answers.AddRange(await _stack.Groups.DescribeAsync());
        var run = await _stack.Client.WaitForEndAsync(id, Deadline);

        Assert.True(run["state"]!.GetValue<string>() == "succeeded", $"{run}");
        Assert.Equal("ours", (await container.GetBlobClient("in/b.txt").DownloadContentAsync()).Value.Content.ToString());
        var share = Path.Combine(_stack.Arm.State.FullName, "shares", "others", "maps");
        Assert.Equal("on the share", await File.ReadAllTextAsync(Path.Combine(share, "c.txt")));
        foreach (var route in (string[])["mounts", "mounts/theirs", "mounts/maps", $"runs/{id}", $"runs/{id}/log", "secrets"])
        {
            answers.Add(await _stack.Client.Http.GetStringAsync(route));
        }

        Assert.Empty(await ScanAsync(canary, answers));
        // That nothing is found means something only where the scan finds what is there.
        Assert.NotEmpty(await ScanAsync(new Canary(container.Name), answers));
        var key = ArmEmulatorProcess.StorageKey;
        Assert.DoesNotContain(answers, answer => answer.Contains(key, StringComparison.Ordinal));
        Assert.DoesNotContain(key, _stack.App.Output + _stack.Arm.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_KeyOfTheShareIsWrong_FailsNamingTheMount()
    {
        await using var mounts = new MountClient(_stack.Client.Http);
        await mounts.PutAsync("maps", ShareOf("d3Jvbmc="));

        var run = await RunAsync();

        Assert.Equal(("failed", "mount-failed"), (run["state"]!.GetValue<string>(), run["cause"]!["code"]!.GetValue<string>()));
        Assert.StartsWith(
            "Mount 'maps' cannot be mounted: The share 'others/maps'", run["cause"]!["message"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_SignatureIsWrong_FailsNamingTheMount()
    {
        var container = await NewContainerAsync();
        await using var mounts = new MountClient(_stack.Client.Http);
        var forged = Sign(container).AbsoluteUri.Replace("sig=", "sig=AAAA", StringComparison.Ordinal);
        await mounts.PutAsync("theirs", new { kind = "blob", sasUrl = forged, readOnly = true });

        var run = await RunAsync();

        Assert.Equal(("failed", "mount-failed"), (run["state"]!.GetValue<string>(), run["cause"]!["code"]!.GetValue<string>()));
        Assert.StartsWith(
            "Mount 'theirs' cannot be fetched: status 403", run["cause"]!["message"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    private static object ShareOf(string key) => new { kind = "share", share = "maps", account = "others", accountKey = key };

    private async Task<JsonObject> RunAsync() => await _stack.Client.WaitForEndAsync(
        await _stack.Client.RunAsync(Notebooks.Python("raise ValueError('never')")), Deadline);

    private async Task<BlobContainerClient> NewContainerAsync()
    {
        var container = fixture.Blobs.GetBlobContainerClient($"others-{Guid.NewGuid():N}");
        await container.CreateAsync();
        return container;
    }

    /// <summary>As containers reach it.</summary>
    private Uri Sign(BlobContainerClient container)
    {
        var permissions = BlobContainerSasPermissions.Read | BlobContainerSasPermissions.List |
            BlobContainerSasPermissions.Create | BlobContainerSasPermissions.Write;
        var address = container.GenerateSasUri(permissions, TimeProvider.System.GetUtcNow().AddHours(1));
        return new UriBuilder(address) { Port = fixture.Proxy.Address.Port }.Uri;
    }

    private async Task<IReadOnlyList<string>> ScanAsync(Canary canary, IReadOnlyList<string> answers)
    {
        StorageScan scan = new(canary);
        answers.ToList().ForEach(answer => scan.Text("answer", answer));
        scan.Text("the app's log", _stack.App.Output);
        scan.Text("the emulator's log", _stack.Arm.Output);
        await scan.AccountAsync(_stack.Azurite.ConnectionString);
        scan.Folder(_stack.Arm.State.FullName);
        Assert.All(["table", "blob", "file", "text"], kind => Assert.True(scan.Looked.GetValueOrDefault(kind) > 1, kind));
        return scan.Found;
    }
}
