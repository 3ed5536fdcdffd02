using Azure;
using CloudWorkspaces.Agent.Mounts;

namespace CloudWorkspaces.Agent.Tests.Mounts;

public sealed class MountRulesTests
{
    private static readonly MountJob Job = new()
    {
        Name = "data",
        Kind = MountJob.Copy,
        Path = "/mnt/data",
        Prefix = "scenes/",
        Include = ["*.tif"],
        Exclude = ["tmp/**"],
    };

    [Theory]
    [InlineData("data/a.tif", 1, "data/a.conflict-r1.tif")]
    [InlineData("data/a.tif", 2, "data/a.conflict-r1-2.tif")]
    [InlineData("x.y/name", 1, "x.y/name.conflict-r1")]
    [InlineData(".hidden", 1, ".hidden.conflict-r1")]
    [InlineData("a.tar.gz", 1, "a.tar.conflict-r1.gz")]
    public void Of_Conflict_StandsBesideTheFile(string blob, int number, string expected) =>
        Assert.Equal(expected, ConflictName.Of(blob, "r1", number));

    [Fact]
    public void Make_AnyFiles_NamesTheChangedTheNewAndTheDeleted()
    {
        var stamp = new FileStamp(1, 2, 3);
        var known = new Dictionary<string, MountedFile>
        {
            ["same.tif"] = File(stamp),
            ["size.tif"] = File(stamp),
            ["time-set-back.tif"] = File(stamp),
            ["gone.tif"] = File(stamp),
        };
        var found = new Dictionary<string, FileStamp>
        {
            ["same.tif"] = stamp,
            ["size.tif"] = stamp with { Size = 2 },
            ["time-set-back.tif"] = stamp with { ChangedOn = 4 },
            ["new.csv"] = stamp,
            ["tmp/x.tif"] = stamp,
        };

        var plan = WriteBackPlan.Make(known, found, new MountSelection(Job));

        Assert.Equal(["new.csv", "size.tif", "time-set-back.tif"], plan.Changed);
        Assert.Equal(["gone.tif"], plan.Deleted);
    }

    [Theory]
    [InlineData("a/b.txt", true)]
    [InlineData("a//b.txt", false)]
    [InlineData("../b.txt", false)]
    [InlineData("a/./b", false)]
    [InlineData("a/", false)]
    [InlineData("a\0b", false)]
    public void FileFault_BlobNames_OnlyThoseThatAreFilesBelowTheFolder(string path, bool fine) =>
        Assert.Equal(fine, MountSelection.FileFault(path) is null);

    [Theory]
    [InlineData("a/b.txt", true)]
    [InlineData("a\\b", false)]
    [InlineData("ends.", false)]
    [InlineData("line\nbreak", false)]
    [InlineData("broken\uFFFD", false)]
    public void BlobFault_FileNames_OnlyThoseThatStorageTakes(string path, bool fine) =>
        Assert.Equal(fine, new MountSelection(Job).BlobFault(path) is null);

    [Theory]
    [InlineData("/mnt/my share", true)]
    [InlineData("/mnt/my", false)]
    [InlineData("/", true)]
    public void IsMounted_Table_ByWholePaths(string path, bool expected) => Assert.Equal(
        expected,
        VolumeMount.IsMounted(
            ["22 1 0:20 / / rw - overlay overlay rw", @"30 22 0:45 / /mnt/my\040share rw,relatime - fuse x rw", ""], path));

    [Theory]
    [InlineData("https://account.blob.core.windows.net/c?sig=x", "https://account.blob.core.windows.net", "account")]
    [InlineData("http://127.0.0.1:10000/devstoreaccount1/c?sig=x", "http://127.0.0.1:10000/devstoreaccount1", "devstoreaccount1")]
    public void Of_SignedAddress_InThePartsThatClientsTake(string address, string endpoint, string account) => Assert.Equal(
        new DirectAddress(endpoint, account, "c", "sig=x"), DirectAddress.Of(new Uri(address)));

    private static MountedFile File(FileStamp stamp) => new() { Stamp = stamp, Blob = "b", Tag = new ETag("t") };
}
