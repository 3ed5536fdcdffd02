using System.Text;
using CloudWorkspaces.Agent.Secrets;

namespace CloudWorkspaces.Agent.Tests.Secrets;

public sealed class SecretMaskTests
{
    [Theory]
    [InlineData("login with swordfish!", "login with ***!")]
    [InlineData("swordfishswordfish", "******")]
    [InlineData("swordfish-2", "***")]
    [InlineData("swordfis", "***")]
    [InlineData("the sword", "the sword")]
    [InlineData("swswordfish", "sw***")]
    [InlineData("ein Schlüßel", "ein ***")]
    [InlineData("short abc", "short abc")]
    [InlineData("""{"key": "with \"quotes\""}""", """{"key": "***"}""")]
    [InlineData("line MIIEvQIBADANBg of a key", "line *** of a key")]
    [InlineData("", "")]
    public void Apply_Text_HidesSecretsAlone(string text, string expected) => Assert.Equal(
        expected,
        new SecretMask(
            ["swordfish", "swordfish-2", "Schlüßel", "abc", "with \"quotes\"", "-----\nMIIEvQIBADANBg\n-----\n"]).Apply(text));

    [Fact]
    public async Task CopyAsync_CutAtAnyPlace_IsTheSame()
    {
        SecretMask mask = new(["swordfish", "swordfish-2", "fishbone"]);
        const string Text = "a swordfish-2, swordfishbone, a swordfish; fishbon";
        var expected = mask.Apply(Text);
        Assert.Equal("a ***, ***bone, a ***; ***", expected);
        for (var size = 1; size <= Text.Length; size++)
        {
            using MemoryStream to = new();
            await mask.CopyAsync(new Pieces(Encoding.UTF8.GetBytes(Text), size), to);
            Assert.Equal(expected, Encoding.UTF8.GetString(to.ToArray()));
        }
    }

    [Fact]
    public async Task CopyAsync_NothingToHide_WritesEveryReadAtOnce()
    {
        using MemoryStream to = new();
        var from = new Pieces("one\ntwo\nsword"u8.ToArray(), 4) { Reading = given => Assert.Equal(given, to.Length) };

        await new SecretMask(["swordfish"]).CopyAsync(from, to);

        Assert.Equal("one\ntwo\nsword", Encoding.UTF8.GetString(to.ToArray()));
    }

    [Fact]
    public void Read_NamedVariablesAndFiles_AreTheSecrets()
    {
        var folder = Directory.CreateTempSubdirectory();
        File.WriteAllText(Path.Combine(folder.FullName, "account.json"), "in a file");
        Dictionary<string, string> variables = new()
        {
            [ContainerSecrets.NamesVariable] = "A,B,GONE",
            ["A"] = "one",
            ["B"] = "two",
            ["C"] = "no secret",
        };

        var read = ContainerSecrets.Read(variables.GetValueOrDefault, folder.FullName);

        Assert.Equal(["one", "two", "in a file"], read);
        Assert.Equal("one", ContainerSecrets.Find("A", variables.GetValueOrDefault, folder.FullName));
        Assert.Equal("in a file", ContainerSecrets.Find("account.json", variables.GetValueOrDefault, folder.FullName));
        Assert.Null(ContainerSecrets.Find("C", variables.GetValueOrDefault, folder.FullName));
        Assert.Null(ContainerSecrets.Find("../account.json", variables.GetValueOrDefault, folder.FullName));
        Assert.Empty(ContainerSecrets.Read(_ => null, Path.Combine(folder.FullName, "missing")));
        folder.Delete(recursive: true);
    }
}
