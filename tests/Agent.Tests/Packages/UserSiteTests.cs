using CloudWorkspaces.Agent.Packages;
using CloudWorkspaces.Agent.Processes;

namespace CloudWorkspaces.Agent.Tests.Packages;

public sealed class UserSiteTests : IDisposable
{
    private readonly DirectoryInfo _prefix = Directory.CreateTempSubdirectory("packages-prefix-");

    private string Python => Path.Combine(_prefix.FullName, "bin", "python3");

    [Theory]
    [InlineData("python3.13", "python3.13")]
    [InlineData("pypy3.10", null)]
    [InlineData("python3", null)]
    public void Find_OfALink_TakesTheVersionFromItsTarget(string target, string? expected)
    {
        File.WriteAllText(Path.Combine(_prefix.FullName, target), "");
        var link = Path.Combine(_prefix.FullName, "python");
        File.CreateSymbolicLink(link, target);

        Assert.Equal(expected, UserSite.Find("/base", link)?.Python);
    }

    [Fact]
    public void PipSettings_WhereTheUserOwnsThePython_AreWrittenUnlessItHasItsOwn()
    {
        Assert.Null(PipSettings.Path(Python, "python3.13", User(1000)));
        var site = _prefix.CreateSubdirectory("lib/python3.13/site-packages");
        var owner = FileFacts.Of(site.FullName)!.Value.Owner;

        var path = PipSettings.Path(Python, "python3.13", User(owner));

        Assert.Equal(Path.Combine(_prefix.FullName, "pip.conf"), path);
        Assert.Null(PipSettings.Path(Python, "python3.13", User(owner + 1)));
        Assert.Null(PipSettings.Path("python3", "python3.13", User(owner)));
        File.WriteAllText(path!, "");
        Assert.Null(PipSettings.Path(Python, "python3.13", User(owner)));
    }

    [Fact]
    public void PipSettings_OfAVirtualEnvironment_AreNotWritten()
    {
        var site = _prefix.CreateSubdirectory("lib/python3.13/site-packages");
        File.WriteAllText(Path.Combine(_prefix.FullName, "pyvenv.cfg"), "");

        Assert.Null(PipSettings.Path(Python, "python3.13", User(FileFacts.Of(site.FullName)!.Value.Owner)));
    }

    public void Dispose() => _prefix.Delete(recursive: true);

    private static LocalUser User(uint id) => new("someone", id, id, "/home/someone");
}
