using CloudWorkspaces.Agent.Packages;
using CloudWorkspaces.Agent.Processes;

namespace CloudWorkspaces.Agent.Tests.Packages;

public sealed class PackageRulesTests
{
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(3);

    [Theory]
    [InlineData("requests-2.31.0.dist-info", "requests==2.31.0", "requests")]
    [InlineData("Zope.Interface__x-1!2.0+cu121.dist-info", "Zope.Interface__x==1!2.0+cu121", "zope-interface-x")]
    public void DistributionName_OfAFolder_TellsNameAndVersion(string folder, string shown, string key)
    {
        var distribution = DistributionName.OfFolder(folder);

        Assert.Equal((shown, key, folder), ($"{distribution}", distribution?.Key, distribution?.Folder));
    }

    [Theory]
    [InlineData("~equests-2.31.0.dist-info")]
    [InlineData("requests")]
    [InlineData("requests-2.31.0.egg-info")]
    [InlineData("requests-.dist-info")]
    [InlineData("..-1.dist-info")]
    [InlineData("a/b-1.dist-info")]
    public void DistributionName_OfAnotherFolder_IsNone(string folder) => Assert.Null(DistributionName.OfFolder(folder));

    [Theory]
    [InlineData("requests-2.31.0-0123456789abcdef.tar.gz", true)]
    [InlineData("requests-2.31.0-0123456789abcde.tar.gz", false)]
    [InlineData("requests-2.31.0-0123456789abcdeX.tar.gz", false)]
    [InlineData("requests-2.31.0.tar.gz", false)]
    [InlineData(".part-2.31.0-0123456789abcdef.tar.gz", false)]
    public void ArchiveName_OfAFile_IsReadBack(string file, bool isOne) =>
        Assert.Equal(isOne ? file : null, ArchiveName.Parse(file)?.FileName);

    [Fact]
    public void Paths_OfARecord_HaveTheRecordItselfLast()
    {
        const string Record = """
            a-1.dist-info/RECORD,,
            a-1.dist-info/METADATA,sha256=x,10
            a/__init__.py,sha256=x,0
            "a/one, ""two"".py",sha256=x,0
            ../../../bin/a,sha256=x,5

            """;

        Assert.Equal(
            ["a/__init__.py", "a/one, \"two\".py", "../../../bin/a", "a-1.dist-info/METADATA", "a-1.dist-info/RECORD"],
            InstalledFiles.Paths(Record.ReplaceLineEndings("\r\n"), "a-1.dist-info"));
    }

    [Fact]
    public void Changes_OfWhatIsNewOrBuiltAgain_AreToldAtOnce()
    {
        var changes = PackageChanges.Between(Installed(("a-1", 1), ("b-1", 1)), Installed(("a-1", 1), ("b-1", 2), ("c-1", 1)), Moment);

        Assert.Equal(["b-1", "c-1"], changes.Added);
        Assert.Empty(changes.Removed);
    }

    /// <summary>pip removes the old version before it puts the new one in place, which may take minutes.</summary>
    [Fact]
    public void Changes_OfWhatIsGone_WaitUntilNothingIsBeingReplaced()
    {
        var kept = Installed(("a-1", 1));
        var gone = Installed();
        var replaced = gone with { BeingReplaced = true };

        Assert.Empty(PackageChanges.Between(kept, gone, Moment).Removed);
        Assert.Equal(["a-1"], PackageChanges.Between(kept, gone, Quiet).Removed);
        Assert.Empty(PackageChanges.Between(kept, replaced, Quiet).Removed);
        Assert.Equal(["a-1"], PackageChanges.Between(kept, replaced, TimeSpan.FromMinutes(11)).Removed);
        Assert.Equal(["a-1"], PackageChanges.AtEnd(kept, gone).Removed);
        Assert.Empty(PackageChanges.AtEnd(kept, replaced).Removed);
    }

    [Fact]
    public void Apply_WithOneToTryAgain_TellsItAgain()
    {
        var (kept, now) = (Installed(("a-1", 1), ("b-1", 1)), Installed(("b-1", 2), ("c-1", 1)));
        var changes = PackageChanges.Between(kept, now, Quiet);

        var next = PackageChanges.Between(changes.Apply(kept, now, again: ["b-1"]), now, Quiet);

        Assert.Equal(["b-1"], next.Added);
        Assert.Empty(next.Removed);
        Assert.False(PackageChanges.Between(changes.Apply(kept, now, again: []), now, Quiet).Any);
    }

    [Fact]
    public void Newest_OfTheSamePackage_IsTheOneKeptLast()
    {
        KeptPackage[] kept = [Kept("A_b-3-0000000000000000", 1), Kept("a.b-2-0000000000000000", 2), Kept("a-1-0000000000000000", 0)];

        Assert.Equal(["a==1", "a.b==2"], KeptPackage.Newest(kept).Select(package => $"{package.Distribution}"));
    }

    private static KeptPackage Kept(string name, int minute) => new(
        ArchiveName.Parse(name + ".tar.gz")!, $"/{name}", new DateTimeOffset(2026, 11, 23, 12, minute, 0, TimeSpan.Zero), 1);

    private static InstalledPackages Installed(params (string Folder, long ModifiedOn)[] packages) => new(
        packages.ToDictionary(package => package.Folder, package => new FileFacts(true, 1, package.ModifiedOn, 0)),
        BeingReplaced: false);
}
