using System.Net;
using Azure.Storage;
using Azure.Storage.Files.Shares;
using Azure.Storage.Sas;
using CloudWorkspaces.Testing;
using static CloudWorkspaces.Local.Arm.Tests.Shares.ShareClients;

namespace CloudWorkspaces.Local.Arm.Tests.Shares;

/// <summary>Who may use the files of a share, and that no path leads out of it.</summary>
[Trait("Category", "Container")]
public sealed class FileAccessTests(EmulatorFixture fixture) : IClassFixture<EmulatorFixture>
{
    [Fact]
    public async Task Key_OfTheAccount_IsNeeded()
    {
        var share = await fixture.NewShareAsync();
        var service = await fixture.ServiceAsync(key: 1);
        Assert.True(await service.GetShareClient(share.Name).ExistsAsync());

        var wrong = new StorageSharedKeyCredential(ShareVolume.Account, Convert.ToBase64String(new byte[64]));
        var client = new ShareClient(share.Uri, wrong, Options(fixture.Emulator));
        var other = new StorageSharedKeyCredential("otheraccount", (await fixture.Api.KeysAsync("otheraccount"))[0]);
        var foreign = new ShareClient(share.Uri, other, Options(fixture.Emulator));

        Assert.Equal((403, "AuthenticationFailed"), await RefusalAsync(() => client.GetPropertiesAsync()));
        Assert.Equal((403, "AuthenticationFailed"), await RefusalAsync(() => foreign.GetPropertiesAsync()));
    }

    [Fact]
    public async Task Request_WithoutCredentials_IsRefused()
    {
        var share = await fixture.NewShareAsync();
        using var client = PinnedHttp.Client(fixture.Emulator.FilesAddress, () => fixture.Emulator.CertificateThumbprint);

        using var answer = await client.GetAsync($"/{ShareVolume.Account}/{share.Name}?restype=share");

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Equal(["NoAuthenticationInformation"], answer.Headers.GetValues("x-ms-error-code"));
    }

    [Fact]
    public async Task Keys_StayTheSameAndDifferByAccountUnlessTheSettingsSay()
    {
        var keys = await fixture.Api.KeysAsync();

        await fixture.Emulator.StopAsync();
        await fixture.Emulator.StartProcessAsync();

        Assert.Equal(keys, await fixture.Api.KeysAsync());
        Assert.Equal(ArmEmulatorProcess.StorageKey, keys[0]);
        var others = await fixture.Api.KeysAsync("otheraccount");
        Assert.Equal(keys[0], others[0]);
        Assert.NotEqual(keys[1], others[1]);
    }

    [Fact]
    public async Task ShareSignature_AllowsWhatItSaysAndNoMore()
    {
        var share = await fixture.NewShareAsync();
        await share.GetRootDirectoryClient().CreateFileAsync("f", 1);
        var signed = Client(share.GenerateSasUri(ShareSasPermissions.Read | ShareSasPermissions.List, In(hours: 1)));
        var late = Client(share.GenerateSasUri(ShareSasPermissions.Read, In(hours: -1)));

        Assert.True(await signed.GetRootDirectoryClient().GetFileClient("f").ExistsAsync());
        await foreach (var item in signed.GetRootDirectoryClient().GetFilesAndDirectoriesAsync())
        {
            Assert.Equal("f", item.Name);
        }

        Assert.Equal(
            (403, "AuthorizationPermissionMismatch"),
            await RefusalAsync(() => signed.GetRootDirectoryClient().CreateFileAsync("g", 1)));
        Assert.Equal((403, "AuthorizationResourceTypeMismatch"), await RefusalAsync(() => signed.DeleteAsync()));
        Assert.Equal(
            (403, "AuthenticationFailed"),
            await RefusalAsync(() => late.GetRootDirectoryClient().GetFileClient("f").GetPropertiesAsync()));
    }

    [Fact]
    public async Task FileSignature_IsForThatFileAlone()
    {
        var share = await fixture.NewShareAsync();
        var file = share.GetRootDirectoryClient().GetFileClient("f");
        await file.CreateAsync(1);
        await share.GetRootDirectoryClient().CreateFileAsync("other", 1);
        var address = file.GenerateSasUri(ShareFileSasPermissions.Read, In(hours: 1));
        var other = new UriBuilder(address) { Path = $"/{ShareVolume.Account}/{share.Name}/other" }.Uri;

        Assert.True(await new ShareFileClient(address, Options(fixture.Emulator)).ExistsAsync());
        Assert.Equal(
            (403, "AuthenticationFailed"),
            await RefusalAsync(() => new ShareFileClient(other, Options(fixture.Emulator)).GetPropertiesAsync()));
    }

    [Fact]
    public async Task AccountSignature_IsTaken()
    {
        var share = await fixture.NewShareAsync();
        var service = await fixture.ServiceAsync();
        var address = service.GenerateAccountSasUri(
            AccountSasPermissions.All, In(hours: 1), AccountSasResourceTypes.Container | AccountSasResourceTypes.Object);

        var signed = new ShareServiceClient(address, Options(fixture.Emulator)).GetShareClient(share.Name);
        await signed.GetRootDirectoryClient().CreateFileAsync("f", 1);
        await signed.DeleteAsync();

        Assert.False(await share.ExistsAsync());
    }

    [Theory]
    [InlineData("..")]
    [InlineData("%2e%2e/%2e%2e/arm.key")]
    [InlineData("a%2f..%2f..%2f..%2farm.key")]
    [InlineData("..%5c..%5carm.key")]
    [InlineData("link/arm.key")]
    [InlineData("file")]
    public async Task Path_ThatLeadsOut_IsRefused(string path)
    {
        var share = await fixture.NewShareAsync();
        var folder = fixture.Emulator.Content(share.Name);
        Directory.CreateSymbolicLink(Path.Combine(folder, "link"), fixture.Emulator.State.FullName);
        File.CreateSymbolicLink(Path.Combine(folder, "file"), Path.Combine(fixture.Emulator.State.FullName, "arm.key"));
        using var client = PinnedHttp.Client(fixture.Emulator.FilesAddress, () => fixture.Emulator.CertificateThumbprint);
        client.DefaultRequestHeaders.Authorization = new("Bearer", fixture.Emulator.Token);
        var address = new Uri(
            $"{fixture.Emulator.FilesAddress}{ShareVolume.Account}/{share.Name}/{path}",
            new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true });

        using var answer = await client.GetAsync(address);

        Assert.True(answer.StatusCode is HttpStatusCode.BadRequest or HttpStatusCode.NotFound, $"{answer.StatusCode}");
    }

    private ShareClient Client(Uri address) => new(address, Options(fixture.Emulator));

    private static DateTimeOffset In(double hours) => TimeProvider.System.GetUtcNow().AddHours(hours);
}
