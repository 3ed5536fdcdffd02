using CloudWorkspaces.Http;

namespace CloudWorkspaces.Functions.Tests.Http;

public sealed class FilePathTests
{
    [Theory]
    [InlineData("a", "a")]
    [InlineData("a/b/c.ipynb", "c.ipynb")]
    [InlineData("a b/ü €.txt", "ü €.txt")]
    [InlineData("..a/b..c/.hidden", ".hidden")]
    [InlineData("100%/20%20.txt", "20%20.txt")]
    [InlineData("a:b?c#d", "a:b?c#d")]
    public void TryParse_RelativePath_KeepsIt(string text, string name)
    {
        Assert.True(FilePath.TryParse(text, out var path, out _));
        Assert.Equal(text, path.Value);
        Assert.Equal(name, path.Name);
    }

    [Theory]
    [InlineData(null, "empty")]
    [InlineData("", "empty")]
    [InlineData("/a", "relative")]
    [InlineData("a/", "relative")]
    [InlineData("a//b", "relative")]
    [InlineData(".", "'.'")]
    [InlineData("..", "'..'")]
    [InlineData("../a", "'..'")]
    [InlineData("a/../b", "'..'")]
    [InlineData("a/./b", "'.'")]
    [InlineData("a/b/..", "'..'")]
    [InlineData("a./b", "dot")]
    [InlineData("a/...", "dot")]
    [InlineData("a\\b", "backslash")]
    [InlineData("..%2fa", "encoded")]
    [InlineData("a%2Fb", "encoded")]
    [InlineData("a%5Cb", "encoded")]
    [InlineData("a\0b", "control")]
    [InlineData("a\nb", "control")]
    [InlineData("a\u007fb", "control")]
    [InlineData("a\u0085b", "control")]
    public void TryParse_AnythingElse_SaysWhy(string? text, string reason)
    {
        Assert.False(FilePath.TryParse(text, out _, out var fault));
        Assert.Contains(reason, fault, StringComparison.Ordinal);
    }

    [Fact]
    public void TryParse_LoneSurrogate_IsRefused()
    {
        Assert.False(FilePath.TryParse("a\ud800b", out _, out var fault));
        Assert.Contains("Unicode", fault, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1_024, true)]
    [InlineData(1_025, false)]
    public void TryParse_Length_IsLimitedInBytes(int bytes, bool valid)
    {
        var text = string.Join('/', Enumerable.Repeat(new string('x', 199), 6))[..(bytes - 2)] + "é";

        Assert.Equal(valid, FilePath.TryParse(text, out _, out _));
    }

    [Theory]
    [InlineData(255, true)]
    [InlineData(256, false)]
    public void TryParse_Segment_IsLimited(int length, bool valid) =>
        Assert.Equal(valid, FilePath.TryParse("a/" + new string('x', length), out _, out _));

    [Fact]
    public void TryParse_AnyTextOfDangerousParts_NeverEscapes()
    {
        string[] parts = ["..", ".", "/", "\\", "a", "%2f", "%2e", "\0", " "];
        var random = new Random(7);
        for (var count = 0; count < 20_000; count++)
        {
            var text = string.Concat(Enumerable.Range(0, random.Next(1, 7)).Select(_ => parts[random.Next(parts.Length)]));
            if (FilePath.TryParse(text, out var path, out _))
            {
                var full = Path.GetFullPath(Path.Combine("/root-of-files", path.Value));
                Assert.StartsWith("/root-of-files/", full, StringComparison.Ordinal);
                Assert.Equal($"/root-of-files/{text}", full);
            }
        }
    }

    [Theory]
    [InlineData("/api/x/../y", true)]
    [InlineData("/api/x/./y", true)]
    [InlineData("/api/%2e%2E/y", true)]
    [InlineData("/api/.%2e", true)]
    [InlineData("/api/x..y/.z", false)]
    [InlineData("/api/x?p=/../", false)]
    public void Has_Target_FindsDotSegments(string target, bool found) => Assert.Equal(found, DotSegments.Has(target));
}
