using CloudWorkspaces.Local.Functions.Blobs;

namespace CloudWorkspaces.Local.Functions.Tests;

public sealed class BlobPatternTests
{
    [Theory]
    [InlineData("uploads/{name}", "a.txt", "name=a.txt")]
    [InlineData("uploads/{name}", "a/b/c.txt", "name=a/b/c.txt")]
    [InlineData("uploads/{name}", "", "name=")]
    [InlineData("uploads/{name}.{ext}", "a.tar.gz", "name=a.tar ext=gz")]
    [InlineData("uploads/{folder}/{name}.{ext}", "x/y/a.txt", "folder=x/y name=a ext=txt")]
    [InlineData("uploads/in/{name}.csv", "in/b.csv", "name=b")]
    [InlineData("uploads/original-{name}", "original-b", "name=b")]
    [InlineData("uploads/{{{day}}}.csv", "{monday}.csv", "day=monday")]
    [InlineData("uploads/a.txt", "a.txt", "")]
    [InlineData("uploads", "any/thing", "")]
    public void Match_BlobOfThePattern_HasTheNamesValues(string path, string blob, string expected) => Assert.Equal(
        expected,
        string.Join(' ', BlobPattern.Parse(path).Match(blob)!.Select(value => $"{value.Key}={value.Value}")));

    [Theory]
    [InlineData("uploads/in/{name}.csv", "in/b.txt")]
    [InlineData("uploads/in/{name}.csv", "out/b.csv")]
    [InlineData("uploads/in/{name}.csv", "in/b.CSV")]
    [InlineData("uploads/{folder}/{name}", "b.csv")]
    [InlineData("uploads/a.txt", "a1txt")]
    public void Match_OtherBlob_IsNull(string path, string blob) => Assert.Null(BlobPattern.Parse(path).Match(blob));

    [Theory]
    [InlineData("uploads/in/{name}.csv", "in/")]
    [InlineData("uploads/{{{day}}}.csv", "{")]
    [InlineData("uploads/{name}", "")]
    [InlineData("uploads", "")]
    [InlineData("uploads/a.txt", "a.txt")]
    public void Prefix_OfAPattern_IsItsLiteralBeginning(string path, string expected) =>
        Assert.Equal(expected, BlobPattern.Parse(path).Prefix);

    [Theory]
    [InlineData("")]
    [InlineData("/a")]
    [InlineData("uploads/")]
    [InlineData("Uploads/{name}")]
    [InlineData("up--loads/{name}")]
    [InlineData("{container}/{name}")]
    [InlineData("uploads/{name")]
    [InlineData("uploads/name}")]
    [InlineData("uploads/{}")]
    [InlineData("uploads/{*rest}")]
    [InlineData("uploads/{a{b}c}")]
    [InlineData("uploads/{a-b}")]
    public void Parse_Malformed_IsRefused(string path) => Assert.Throws<FormatException>(() => BlobPattern.Parse(path));
}
