using CloudWorkspaces.Agent.Mounts;

namespace CloudWorkspaces.Agent.Tests.Mounts;

public sealed class FilePatternTests
{
    [Theory]
    [InlineData("*.tif", "a.tif", true)]
    [InlineData("*.tif", "x/y/a.tif", true)]
    [InlineData("*.tif", "a.tiff", false)]
    [InlineData("*.tif", "aXtif", false)]
    [InlineData("x/*.tif", "x/a.tif", true)]
    [InlineData("x/*.tif", "x/y/a.tif", false)]
    [InlineData("x/*.tif", "z/x/a.tif", false)]
    [InlineData("**/y/*", "y/a", true)]
    [InlineData("**/y/*", "w/x/y/a", true)]
    [InlineData("tmp/**", "tmp/a/b", true)]
    [InlineData("tmp/**", "tmp2/a", false)]
    [InlineData("B0?.jp2", "t/B04.jp2", true)]
    [InlineData("B0?.jp2", "B0/.jp2", false)]
    [InlineData("a(1)+[b].txt", "a(1)+[b].txt", true)]
    [InlineData("*", "größe/日本 1.txt", true)]
    [InlineData("", "a", false)]
    public void Fits_PathOfAFile_AsWritten(string pattern, string path, bool expected) =>
        Assert.Equal(expected, new FilePattern(pattern).Fits(path));

    [Fact]
    public void Fits_ManyStars_DoesNotTakeForever() =>
        Assert.False(new FilePattern(string.Concat(Enumerable.Repeat("*a", 60))).Fits(new string('a', 200) + "b"));
}
