using CloudWorkspaces.Environments;
using CloudWorkspaces.Http;

namespace CloudWorkspaces.Functions.Tests.Environments;

public sealed class PackageRulesTests
{
    [Theory]
    [InlineData("tree", true)]
    [InlineData("g++", true)]
    [InlineData("gdal-bin=3.10.3+dfsg-1", true)]
    [InlineData("tree; rm -rf /", false)]
    [InlineData("$(id)", false)]
    [InlineData("--allow-downgrades", false)]
    [InlineData("tree\nbash", false)]
    [InlineData("tree-", false)]
    [InlineData("Tree", false)]
    [InlineData("/tmp/x.deb", false)]
    public void CheckDebian_Package_IsANameAndPerhapsAVersion(string package, bool valid) =>
        Assert.Equal(valid, Passes(errors => PackageRules.CheckDebian("p", [package], errors)));

    [Theory]
    [InlineData("numpy", true)]
    [InlineData("dask[array,distributed]>=2024.1,<2025", true)]
    [InlineData("x==1.0.*", true)]
    [InlineData("--index-url=http://evil", false)]
    [InlineData("-r/etc/passwd", false)]
    [InlineData("git+https://example.org/x", false)]
    [InlineData("x@https://example.org/x.whl", false)]
    [InlineData("./x", false)]
    [InlineData("x;os_name=='posix'", false)]
    public void CheckPip_Requirement_IsANameWithExtrasAndVersions(string package, bool valid) =>
        Assert.Equal(valid, Passes(errors => PackageRules.CheckPip("p", [package], errors)));

    [Fact]
    public void Requirements_File_GivesLinesWithoutComments() => Assert.Equal(
        ["numpy>=2", "xarray"], PackageRules.Requirements("# ours\nnumpy >= 2  # fast\r\n\nxarray\n"));

    private static bool Passes(Action<RequestErrors> check)
    {
        RequestErrors errors = new();
        check(errors);
        return !errors.Any;
    }
}
