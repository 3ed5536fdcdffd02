using System.Security.Cryptography;
using System.Text;
using Azure;
using CloudWorkspaces.Agent.Mounts;

namespace CloudWorkspaces.Agent.Tests.Mounts;

public sealed class MountInputsTests
{
    [Fact]
    public void Of_Files_NamesThemInOrderWithADigestThatAnybodyCanMake()
    {
        var inputs = Of([File("b/2.tif", "\"0x2\""), File("a.tif", "\"0x1\"")]);

        Assert.Equal(2, inputs.Files);
        Assert.Equal(["a.tif", "b/2.tif"], inputs.ETags.Keys);
        Assert.Equal("\"0x1\"", inputs.ETags["a.tif"]);
        var expected = SHA256.HashData(Encoding.UTF8.GetBytes("a.tif\t\"0x1\"\nb/2.tif\t\"0x2\"\n"));
        Assert.Equal(Convert.ToHexStringLower(expected), inputs.Sha256);
    }

    [Fact]
    public void Of_MoreFilesThanAreNamed_StillTellsThatOneHasChanged()
    {
        var files = Enumerable.Range(0, 10_001).Select(number => File($"{number:00000}", "\"0x1\"")).ToList();
        var before = Of(files);
        files[^1] = File("10000", "\"0x2\"");

        var after = Of(files);

        Assert.Equal((10_001, 10_000), (after.Files, after.ETags.Count));
        Assert.NotEqual(before.Sha256, after.Sha256);
    }

    private static MountInputs Of(IEnumerable<KeyValuePair<string, MountedFile>> files) => MountInputs.Of(
        new() { Name = "scenes", Kind = MountJob.Copy, Path = "/mnt/scenes" }, new Uri("https://a.example.org/scenes"), files);

    private static KeyValuePair<string, MountedFile> File(string path, string tag) =>
        new(path, new() { Stamp = new(0, 0, 0), Blob = path, Tag = new ETag(tag) });
}
