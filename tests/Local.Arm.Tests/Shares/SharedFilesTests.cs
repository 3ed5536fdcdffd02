using System.Text;
using CloudWorkspaces.Testing;

namespace CloudWorkspaces.Local.Arm.Tests.Shares;

/// <summary>The Files endpoint and a mounted share are two ways to the same files.</summary>
[Trait("Category", "Container")]
public sealed class SharedFilesTests(EmulatorFixture fixture) : IClassFixture<EmulatorFixture>
{
    [Fact]
    public async Task Files_AreSeenAtOnceFromBothSides()
    {
        var share = await fixture.NewShareAsync();
        var root = share.GetRootDirectoryClient();
        var script = """
            cd /home; echo made inside > inside
            while [ ! -e work/go ]; do busybox usleep 1000; done
            busybox cat work/go; busybox stat -c '%u %a %F' work/go work; busybox mv work moved
            """;
        var name = await fixture.Api.CreateAsync(Bodies.Group(script).WithHome(share.Name));
        await Eventually.TrueAsync(
            async () => await root.GetFileClient("inside").ExistsAsync(), TimeSpan.FromSeconds(60), "the file is there");

        // Renamed when it is whole, since the container reads it as soon as it has the name.
        await root.CreateSubdirectoryAsync("work");
        var file = (await root.CreateFileAsync("unfinished", 5)).Value;
        await file.UploadRangeAsync(new Azure.HttpRange(0, 5), new MemoryStream("here\n"u8.ToArray()));
        await file.RenameAsync("work/go");
        await fixture.Api.WaitForStateAsync(name, "Succeeded");

        Assert.Equal("here\n0 777 regular file\n0 777 directory\n", await fixture.Api.LogsAsync(name));
        var content = (await root.GetSubdirectoryClient("moved").GetFileClient("go").DownloadAsync()).Value.Content;
        using var reader = new StreamReader(content, Encoding.UTF8);
        Assert.Equal("here\n", await reader.ReadToEndAsync());
    }
}
