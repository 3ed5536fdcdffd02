using System.Formats.Tar;
using System.IO.Compression;
using System.Runtime.Versioning;
using CloudWorkspaces.Agent.Packages;

namespace CloudWorkspaces.Agent.Tests.Packages;

/// <summary>What the user's process does, on real files.</summary>
[SupportedOSPlatform("linux")]
public sealed class KeptPackagesTests : IDisposable
{
    private const long Plenty = 1 << 20;
    private readonly DirectoryInfo _home = Directory.CreateTempSubdirectory("packages-home-");
    private readonly SiteFolder _first = new();
    private readonly SiteFolder _second = new();

    private string Folder => Path.Combine(_home.FullName, "eo", "python3.13");

    [Fact]
    public async Task Restore_OfWhatWasKept_GivesTheSameFiles()
    {
        var info = _first.Install("demo", "1.0", ("demo/__init__.py", "answer = 42\n"), ("../../../bin/demo", "#!/bin/sh\n"));
        File.SetUnixFileMode(_first.PathOf("../../../bin/demo"), UnixFileMode.UserRead | UnixFileMode.UserExecute);
        File.SetLastWriteTimeUtc(_first.PathOf("demo/__init__.py"), new DateTime(2020, 1, 2, 3, 4, 5, DateTimeKind.Utc));

        var kept = await KeepAsync(_first, added: [info]);
        var report = await RestoreAsync(_second);

        Assert.Empty(kept.Problems.Concat(report.Problems));
        Assert.Equal(("demo", "1.0"), (Assert.Single(report.Restored).Name, report.Restored[0].Version));
        foreach (var path in (string[])["demo/__init__.py", "../../../bin/demo", info + "/RECORD", info + "/METADATA"])
        {
            Assert.Equal(File.ReadAllBytes(_first.PathOf(path)), File.ReadAllBytes(_second.PathOf(path)));
            Assert.Equal(File.GetUnixFileMode(_first.PathOf(path)), File.GetUnixFileMode(_second.PathOf(path)));
        }

        Assert.Equal(
            File.GetLastWriteTimeUtc(_first.PathOf("demo/__init__.py")), File.GetLastWriteTimeUtc(_second.PathOf("demo/__init__.py")));
        Assert.Equal("demo==1.0\n", List());
        Assert.Equal([info], InstalledPackages.Look(_second.Site)!.Whole.Keys);
    }

    [Fact]
    public async Task Keep_OfAnUpgradeAndARemoval_LeavesWhatIsInstalled()
    {
        var (old, other) = (_first.Install("demo", "1.0"), _first.Install("other", "1"));
        await KeepAsync(_first, added: [old, other]);
        _first.Uninstall(old);
        var upgraded = _first.Install("demo", "2.0");

        await KeepAsync(_first, added: [upgraded], removed: [old]);
        Assert.Equal("demo==2.0\nother==1\n", List());

        await KeepAsync(_first, removed: [other]);
        Assert.Equal("demo==2.0\n", List());
        Assert.Equal(2, Directory.GetFiles(Folder).Length);
    }

    [Fact]
    public async Task Keep_OfSeveralSessionsAtOnce_LosesNothing()
    {
        var names = Enumerable.Range(0, 12).Select(number => $"p{number:00}").ToList();
        foreach (var name in names)
        {
            (name[^1] % 2 == 0 ? _first : _second).Install(name, "1", ($"{name}.py", name));
        }

        await Task.WhenAll(names.Select(name =>
            Task.Run(() => KeepAsync(name[^1] % 2 == 0 ? _first : _second, added: [$"{name}-1.dist-info"]))));

        Assert.Equal(string.Concat(names.Select(name => $"{name}==1\n")), List());
        using var third = new SiteFolder();
        Assert.Equal(names, (await RestoreAsync(third)).Restored.Select(package => package.Name));
    }

    [Fact]
    public async Task Removal_OfWhatAnotherSessionHasKeptSince_LeavesThat()
    {
        var old = _first.Install("demo", "1");
        await KeepAsync(_first, added: [old]);
        var upgraded = _second.Install("demo", "2");
        await KeepAsync(_second, added: [upgraded]);

        await KeepAsync(_first, removed: [old]);

        Assert.Equal("demo==2\n", List());
        await KeepAsync(_second, removed: [upgraded]);
        Assert.Equal("", List());
    }

    [Theory]
    [InlineData(0.5)]
    [InlineData(0.9)]
    [InlineData(1)]
    public async Task Restore_OfADamagedFile_TellsItAndRestoresTheOthers(double where)
    {
        var (bad, good) = (_first.Install("bad", "1", ("bad.py", Random(5_000))), _first.Install("good", "1"));
        await KeepAsync(_first, added: [bad, good]);
        var archive = Directory.GetFiles(Folder, "bad-1-*").Single();
        var bytes = await File.ReadAllBytesAsync(archive);
        bytes[(int)((bytes.Length - 1) * where) - 4] ^= 0x55;
        await File.WriteAllBytesAsync(archive, bytes);

        var report = await RestoreAsync(_second);

        Assert.Equal("good", Assert.Single(report.Restored).Name);
        Assert.StartsWith($"bad==1 could not be restored from {archive}: ", Assert.Single(report.Problems), StringComparison.Ordinal);
        Assert.False(File.Exists(_second.PathOf("bad.py")));
        Assert.Equal([good], InstalledPackages.Look(_second.Site)!.Whole.Keys);
    }

    [Theory]
    [InlineData("site/../../../../escaped.py")]
    [InlineData("base/../escaped.py")]
    [InlineData("/etc/escaped.py")]
    public async Task Restore_OfAnArchiveThatPointsElsewhere_IsRefused(string entry)
    {
        Directory.CreateDirectory(Folder);
        await using (var file = File.Create(Path.Combine(Folder, "evil-1-0123456789abcdef.tar.gz")))
        await using (var zip = new GZipStream(file, CompressionLevel.Fastest))
        await using (var tar = new TarWriter(zip))
        {
            await tar.WriteEntryAsync(new PaxTarEntry(TarEntryType.RegularFile, entry) { DataStream = new MemoryStream([1]) });
        }

        var report = await RestoreAsync(_second);

        Assert.Contains($"it contains '{entry}', which does not belong there.", Assert.Single(report.Problems), StringComparison.Ordinal);
        Assert.False(File.Exists(Path.GetFullPath("../escaped.py", _second.Site.Base)));
    }

    [Fact]
    public async Task Keep_OfMoreThanHomeTakes_IsToldAndLeavesTheOthers()
    {
        var small = _first.Install("small", "1");
        await KeepAsync(_first, added: [small]);
        var large = _first.Install("large", "1", ("large.bin", Random(20_000)));

        var report = await KeepAsync(_first, added: [large], maxBytes: 10_000);

        Assert.StartsWith("large==1 is not kept: with it the packages of this home would take 0", Assert.Single(report.Problems), StringComparison.Ordinal);
        Assert.Equal("small==1\n", List());
        Assert.DoesNotContain(Directory.GetFiles(Folder), file => Path.GetFileName(file).StartsWith('.'));
    }

    /// <summary>A session that was killed before pip had come to its end.</summary>
    [Fact]
    public void Look_AtAPackageWithoutARecord_DoesNotSeeIt()
    {
        File.Delete(_first.PathOf(_first.Install("half", "1") + "/RECORD"));
        var whole = _first.Install("whole", "1");
        Directory.CreateDirectory(_first.PathOf("~alf-0.9.dist-info"));

        var found = InstalledPackages.Look(_first.Site)!;

        Assert.Equal([whole], found.Whole.Keys);
        Assert.True(found.BeingReplaced);
    }

    [Fact]
    public void Look_AtASiteThatWasDeleted_TellsNothing()
    {
        Directory.Delete(_first.Site.Base, recursive: true);

        Assert.Null(InstalledPackages.Look(_first.Site));
    }

    [Fact]
    public async Task OtherPythons_OfAHome_AreThoseWithPackages()
    {
        var parent = Path.Combine(_home.FullName, ".cloud-workspaces", "packages", "eo");
        Directory.CreateDirectory(Path.Combine(parent, "python3.11"));
        await PackagesCommand.KeepAsync(
            new()
            {
                Site = _first.Site,
                Folder = Path.Combine(parent, "python3.12"),
                Added = [_first.Install("demo", "1")],
                MaxBytes = Plenty,
            },
            TimeProvider.System,
            CancellationToken.None);

        var folder = new KeptFolder(_home.FullName, "eo", "python3.13");

        Assert.False(folder.HasPackages);
        Assert.Equal(["python3.12"], folder.OtherPythons());
        Assert.True((folder with { Python = "python3.12" }).HasPackages);
        Assert.Empty((folder with { Environment = "other" }).OtherPythons());
    }

    public void Dispose()
    {
        _first.Dispose();
        _second.Dispose();
        _home.Delete(recursive: true);
    }

    private static string Random(int bytes) =>
        Convert.ToHexString(System.Security.Cryptography.RandomNumberGenerator.GetBytes(bytes));

    private string List() => File.ReadAllText(Path.Combine(Folder, PackageFolder.ListFile));

    private Task<PackageReport> RestoreAsync(SiteFolder site) => PackagesCommand.RestoreAsync(
        new() { Site = site.Site, Folder = Folder, Restore = true }, CancellationToken.None);

    private Task<PackageReport> KeepAsync(
        SiteFolder site, string[]? added = null, string[]? removed = null, long maxBytes = Plenty) =>
        PackagesCommand.KeepAsync(
            new() { Site = site.Site, Folder = Folder, Added = added ?? [], Removed = removed ?? [], MaxBytes = maxBytes },
            TimeProvider.System,
            CancellationToken.None);
}
