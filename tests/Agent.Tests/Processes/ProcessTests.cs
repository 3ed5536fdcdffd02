using CloudWorkspaces.Agent.Processes;

namespace CloudWorkspaces.Agent.Tests.Processes;

public sealed class ProcessTests
{
    [Theory]
    [InlineData("42 (python3) S 7 42 42 0", 7)]
    [InlineData("42 (a) b) Z (x) R 9 42", 9)]
    [InlineData("42 (gone) Z 7 42 42 0", null)]
    public void LivingParent_AnyName_ReadsTheFieldBehindTheLastBracket(string stat, int? expected) =>
        Assert.Equal(expected, ProcessTree.LivingParent(stat));

    [Fact]
    public void Descendants_Tree_LeavesOutTheRest()
    {
        var parents = new Dictionary<int, int> { [2] = 1, [3] = 2, [4] = 3, [5] = 1, [6] = 0, [7] = 6 };

        Assert.Equal([3, 4], ProcessTree.Descendants(parents, 2).Order());
        Assert.Equal([2, 3, 4, 5], ProcessTree.Descendants(parents, 1).Order());
    }

    [Fact]
    public void Find_Passwd_ReadsIdsAndHome()
    {
        string[] passwd = ["root:x:0:0:root:/root:/bin/bash", "broken", "jovyan:x:1000:100::/home/jovyan:/bin/sh"];

        Assert.Equal(new LocalUser("jovyan", 1000, 100, "/home/jovyan"), LocalUser.Find(passwd, "jovyan"));
        Assert.Null(LocalUser.Find(passwd, "nobody"));
    }

    [Fact]
    public void IsRegular_LinksAndFolders_AreNot()
    {
        var folder = Directory.CreateTempSubdirectory();
        var file = Path.Combine(folder.FullName, "file");
        File.WriteAllText(file, "");
        File.CreateSymbolicLink(file + ".link", file);

        Assert.True(FileKind.IsRegular(file));
        Assert.False(FileKind.IsRegular(file + ".link"));
        Assert.False(FileKind.IsRegular(folder.FullName));
        Assert.False(FileKind.IsRegular(file + ".missing"));
        folder.Delete(recursive: true);
    }
}
