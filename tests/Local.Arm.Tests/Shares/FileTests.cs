using System.Security.Cryptography;
using System.Text;
using Azure.Storage.Files.Shares;
using Azure.Storage.Files.Shares.Models;
using static CloudWorkspaces.Local.Arm.Tests.Shares.ShareClients;

namespace CloudWorkspaces.Local.Arm.Tests.Shares;

/// <summary>Files and directories of a share through the official client.</summary>
[Trait("Category", "Container")]
public sealed class FileTests(EmulatorFixture fixture) : IClassFixture<EmulatorFixture>
{
    [Fact]
    public async Task File_WrittenInRanges_IsReadBackWholeAndInPart()
    {
        var file = (await fixture.NewShareAsync()).GetRootDirectoryClient().GetFileClient("data.bin");
        var content = RandomNumberGenerator.GetBytes(9_000_000);

        await using (var stream = await file.OpenWriteAsync(
            overwrite: true, position: 0, new ShareFileOpenWriteOptions { MaxSize = content.Length }))
        {
            await stream.WriteAsync(content);
        }

        var whole = await file.DownloadAsync();
        Assert.Equal(content.Length, whole.Value.ContentLength);
        Assert.Equal(content, await BytesAsync(whole.Value.Content));
        var part = await file.DownloadAsync(new ShareFileDownloadOptions { Range = new Azure.HttpRange(5_000_000, 1000) });
        Assert.Equal(content[5_000_000..5_001_000], await BytesAsync(part.Value.Content));
        await using var read = await file.OpenReadAsync(position: 8_999_990);
        Assert.Equal(content[^10..], await BytesAsync(read));
    }

    [Fact]
    public async Task File_Properties_AreThoseThatWereSet()
    {
        var file = (await fixture.NewShareAsync()).GetRootDirectoryClient().GetFileClient("note book ü+%.ipynb");
        var written = new DateTimeOffset(2024, 5, 6, 7, 8, 9, TimeSpan.Zero);

        await file.CreateAsync(100, new ShareFileCreateOptions
        {
            HttpHeaders = new ShareFileHttpHeaders { ContentType = "application/x-ipynb+json", ContentEncoding = ["gzip"] },
            Metadata = new Dictionary<string, string> { ["made_by"] = "test" },
            SmbProperties = new FileSmbProperties { FileLastWrittenOn = written },
        });

        var properties = (await file.GetPropertiesAsync()).Value;
        Assert.Equal(100, properties.ContentLength);
        Assert.Equal("application/x-ipynb+json", properties.ContentType);
        Assert.Equal(["gzip"], properties.ContentEncoding);
        Assert.Equal("test", properties.Metadata["made_by"]);
        Assert.Equal(written, properties.SmbProperties.FileLastWrittenOn);
        Assert.Equal(NtfsFileAttributes.Archive, properties.SmbProperties.FileAttributes);
        Assert.True(await file.ExistsAsync());

        await file.SetMetadataAsync(new Dictionary<string, string> { ["other"] = "1" });
        await file.SetHttpHeadersAsync(new ShareFileSetHttpHeadersOptions { NewSize = 40 });
        var changed = (await file.GetPropertiesAsync()).Value;
        Assert.Equal("1", Assert.Single(changed.Metadata).Value);
        Assert.Equal(40, changed.ContentLength);
        Assert.Equal("application/octet-stream", changed.ContentType);
        Assert.NotEqual(properties.ETag, changed.ETag);
    }

    [Fact]
    public async Task Range_Cleared_ReadsAsZeros()
    {
        var file = (await fixture.NewShareAsync()).GetRootDirectoryClient().GetFileClient("f");
        await file.CreateAsync(10);
        await file.UploadRangeAsync(new Azure.HttpRange(0, 10), new MemoryStream("0123456789"u8.ToArray()));

        await file.ClearRangeAsync(new Azure.HttpRange(2, 3));

        Assert.Equal("01\0\0\056789", await TextAsync(file));
        Assert.Equal(
            (416, "InvalidRange"),
            await RefusalAsync(() => file.UploadRangeAsync(new Azure.HttpRange(8, 3), new MemoryStream("abc"u8.ToArray()))));
        Assert.Equal(
            (416, "InvalidRange"),
            await RefusalAsync(() => file.DownloadAsync(new ShareFileDownloadOptions { Range = new Azure.HttpRange(10, 1) })));
    }

    [Fact]
    public async Task List_GivesPagesInOrder_AndWhatBeginsWithAPrefix()
    {
        var directory = (await fixture.NewShareAsync()).GetRootDirectoryClient().GetSubdirectoryClient("notebooks");
        await directory.CreateAsync();
        await directory.CreateSubdirectoryAsync("data");
        for (var number = 0; number < 12; number++)
        {
            await (await directory.CreateFileAsync($"n{number:00}", number)).Value.GetPropertiesAsync();
        }

        var pages = new List<int>();
        var items = new List<ShareFileItem>();
        await foreach (var page in directory.GetFilesAndDirectoriesAsync().AsPages(pageSizeHint: 5))
        {
            pages.Add(page.Values.Count);
            items.AddRange(page.Values);
        }

        Assert.Equal([5, 5, 3], pages);
        Assert.Equal(["data", .. Enumerable.Range(0, 12).Select(number => $"n{number:00}")], items.Select(item => item.Name).Order());
        Assert.True(items.Single(item => item.Name == "data").IsDirectory);
        Assert.Equal(11, items.Single(item => item.Name == "n11").FileSize);
        var some = directory.GetFilesAndDirectoriesAsync(new ShareDirectoryGetFilesAndDirectoriesOptions
        {
            Prefix = "n1",
            Traits = ShareFileTraits.All,
            IncludeExtendedInfo = true,
        });
        var names = new List<string>();
        await foreach (var item in some)
        {
            names.Add(item.Name);
            Assert.NotNull(item.Properties.LastWrittenOn);
        }

        Assert.Equal(["n10", "n11"], names);
    }

    [Fact]
    public async Task Rename_MovesFilesAndDirectories()
    {
        var root = (await fixture.NewShareAsync()).GetRootDirectoryClient();
        var directory = (await root.CreateSubdirectoryAsync("old")).Value;
        var file = (await directory.CreateFileAsync("a", 3)).Value;
        await file.UploadRangeAsync(new Azure.HttpRange(0, 3), new MemoryStream("abc"u8.ToArray()));
        await root.CreateFileAsync("taken", 1);

        Assert.Equal((409, "ResourceAlreadyExists"), await RefusalAsync(() => file.RenameAsync("taken")));
        Assert.Equal((404, "ParentNotFound"), await RefusalAsync(() => file.RenameAsync("missing/a")));
        var moved = (await file.RenameAsync("taken", new ShareFileRenameOptions { ReplaceIfExists = true })).Value;
        await directory.RenameAsync("new");

        Assert.Equal("abc", await TextAsync(moved));
        Assert.False(await directory.ExistsAsync());
        Assert.True(await root.GetSubdirectoryClient("new").ExistsAsync());
        Assert.Equal((404, "ResourceNotFound"), await RefusalAsync(() => root.GetFileClient("gone").RenameAsync("x")));
    }

    [Fact]
    public async Task Errors_AreTheServices()
    {
        var share = await fixture.NewShareAsync();
        var root = share.GetRootDirectoryClient();
        var full = (await root.CreateSubdirectoryAsync("full")).Value;
        await full.CreateFileAsync("f", 0);

        Assert.Equal((404, "ResourceNotFound"), await RefusalAsync(() => root.GetFileClient("none").DownloadAsync()));
        Assert.Equal((404, "ResourceNotFound"), await RefusalAsync(() => root.GetFileClient("none").DeleteAsync()));
        Assert.Equal((404, "ResourceNotFound"), await RefusalAsync(() => root.GetSubdirectoryClient("none").DeleteAsync()));
        Assert.Equal((404, "ParentNotFound"), await RefusalAsync(() => root.GetSubdirectoryClient("none").CreateFileAsync("f", 0)));
        Assert.Equal((409, "ResourceAlreadyExists"), await RefusalAsync(() => root.CreateSubdirectoryAsync("full")));
        Assert.Equal((409, "DirectoryNotEmpty"), await RefusalAsync(() => full.DeleteAsync()));
        Assert.Equal((409, "ResourceTypeMismatch"), await RefusalAsync(() => root.CreateFileAsync("full", 0)));
        Assert.Equal((409, "ResourceTypeMismatch"), await RefusalAsync(() => root.GetFileClient("full").DeleteAsync()));
        Assert.Equal((400, "InvalidResourceName"), await RefusalAsync(() => root.CreateFileAsync("a:b", 0)));
        Assert.Equal((409, "ShareAlreadyExists"), await RefusalAsync(() => share.CreateAsync()));
        Assert.Equal((501, "NotImplemented"), await RefusalAsync(() => share.CreateSnapshotAsync()));
        Assert.False(await root.GetSubdirectoryClient("no").GetFileClient("f").ExistsAsync());
        await share.DeleteAsync();
        Assert.Equal((404, "ShareNotFound"), await RefusalAsync(() => root.GetFileClient("f").GetPropertiesAsync()));
        Assert.Equal((404, "ShareNotFound"), await RefusalAsync(() => share.GetPropertiesAsync()));
        Assert.Equal((404, "ShareNotFound"), await RefusalAsync(() => share.DeleteAsync()));
    }

    [Fact]
    public async Task Share_HasQuotaAndMetadata_AndIsListed()
    {
        var service = await fixture.ServiceAsync();
        var share = service.GetShareClient(ArmApi.NewName());
        await share.CreateAsync(new ShareCreateOptions { QuotaInGB = 7, Metadata = new Dictionary<string, string> { ["a"] = "b" } });
        await share.SetPropertiesAsync(new ShareSetPropertiesOptions { QuotaInGB = 8 });
        await share.GetRootDirectoryClient().CreateFileAsync("f", 1234);

        var properties = (await share.GetPropertiesAsync()).Value;

        Assert.Equal(8, properties.QuotaInGB);
        Assert.Equal("b", properties.Metadata["a"]);
        Assert.Equal(1234, (await share.GetStatisticsAsync()).Value.ShareUsageInBytes);
        var listed = new List<ShareItem>();
        await foreach (var item in service.GetSharesAsync(ShareTraits.Metadata, prefix: share.Name))
        {
            listed.Add(item);
        }

        Assert.Equal("b", Assert.Single(listed).Properties.Metadata["a"]);
    }

    [Fact]
    public async Task ReadOnlyAttribute_KeepsAFileFromChange()
    {
        var file = (await fixture.NewShareAsync()).GetRootDirectoryClient().GetFileClient("f");
        await file.CreateAsync(1, new ShareFileCreateOptions
        {
            SmbProperties = new FileSmbProperties { FileAttributes = NtfsFileAttributes.ReadOnly },
        });

        Assert.Equal((409, "ReadOnlyAttribute"), await RefusalAsync(() => file.DeleteAsync()));
        Assert.Equal(
            (409, "ReadOnlyAttribute"),
            await RefusalAsync(() => file.UploadRangeAsync(new Azure.HttpRange(0, 1), new MemoryStream("x"u8.ToArray()))));
        Assert.True((await file.GetPropertiesAsync()).Value.SmbProperties.FileAttributes!.Value.HasFlag(NtfsFileAttributes.ReadOnly));
    }

    private static async Task<string> TextAsync(ShareFileClient file) =>
        Encoding.UTF8.GetString(await BytesAsync((await file.DownloadAsync()).Value.Content));

    private static async Task<byte[]> BytesAsync(Stream stream)
    {
        using var memory = new MemoryStream();
        await stream.CopyToAsync(memory);
        return memory.ToArray();
    }
}
