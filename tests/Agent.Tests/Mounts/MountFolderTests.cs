using Azure;
using CloudWorkspaces.Agent.Mounts;

namespace CloudWorkspaces.Agent.Tests.Mounts;

public sealed class MountFolderTests : IDisposable
{
    private static readonly FileStamp Before = new(1, 2, 3);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("cw-folder-");

    [Fact]
    public void Find_QuietOnly_LeavesFilesThatAreBeingWrittenAsTheyWere()
    {
        Write("old.txt", hours: -1);
        Write("known.txt", hours: 1);
        Write("new.txt", hours: 1);
        Dictionary<string, MountedFile> known = new()
        {
            ["known.txt"] = new() { Stamp = Before, Blob = "b", Tag = new ETag("t") },
        };
        MountFolder folder = new(_folder.FullName, TimeProvider.System);

        var quiet = folder.Find(known, quietOnly: true);
        var all = folder.Find(known, quietOnly: false);

        Assert.Equal(["known.txt", "old.txt"], quiet.Keys.Order());
        Assert.Equal(Before, quiet["known.txt"]);
        Assert.Equal(["known.txt", "new.txt", "old.txt"], all.Keys.Order());
        Assert.NotEqual(Before, all["known.txt"]);
    }

    [Fact]
    public void Find_FoldersAndLinks_TellsRegularFilesAlone()
    {
        _folder.CreateSubdirectory("empty");
        _folder.CreateSubdirectory("a/b");
        Write("a/b/c.txt", hours: -1);
        File.CreateSymbolicLink(Path.Combine(_folder.FullName, "link"), Path.Combine(_folder.FullName, "a/b/c.txt"));
        Directory.CreateSymbolicLink(Path.Combine(_folder.FullName, "d"), Path.Combine(_folder.FullName, "a"));

        var found = new MountFolder(_folder.FullName, TimeProvider.System).Find(new Dictionary<string, MountedFile>(), quietOnly: false);

        Assert.Equal(["a/b/c.txt"], found.Keys);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private void Write(string name, int hours)
    {
        var path = Path.Combine(_folder.FullName, name);
        File.WriteAllText(path, name);
        File.SetLastWriteTimeUtc(path, TimeProvider.System.GetUtcNow().UtcDateTime.AddHours(hours));
    }
}
