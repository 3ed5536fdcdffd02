using CloudWorkspaces.Secrets;

namespace CloudWorkspaces.Functions.Tests.Secrets;

public sealed class SecretCipherTests
{
    private static readonly byte[] Old = [.. Enumerable.Repeat((byte)1, SecretCipher.KeyBytes)];
    private static readonly byte[] New = [.. Enumerable.Repeat((byte)2, SecretCipher.KeyBytes)];

    [Theory]
    [InlineData("swordfish")]
    [InlineData("ä€😀\n\0")]
    public void Open_WhatWasSealed_IsTheSame(string value)
    {
        SecretCipher cipher = new(Old, []);
        var place = "ws--1";

        var stored = cipher.Seal(value, place);

        Assert.Equal(value, cipher.Open(stored, place));
        Assert.NotEqual(stored.Content, cipher.Seal(value, place).Content);
    }

    [Fact]
    public void Open_AfterRotation_TakesTheFormerKey()
    {
        var stored = new SecretCipher(Old, []).Seal("swordfish", "ws--1");
        SecretCipher rotated = new(New, [Old]);

        Assert.Equal("swordfish", rotated.Open(stored, "ws--1"));
        Assert.NotEqual(stored.KeyId, rotated.CurrentKeyId);
    }

    [Fact]
    public void Open_KeyIsGone_NamesItsId()
    {
        var stored = new SecretCipher(Old, []).Seal("swordfish", "ws--1");

        var failure = Assert.Throws<SecretUnreadableException>(() => new SecretCipher(New, []).Open(stored, "ws--1"));

        Assert.Contains(stored.KeyId, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_AtAnotherPlace_Fails()
    {
        SecretCipher cipher = new(Old, []);

        Assert.Throws<SecretUnreadableException>(() => cipher.Open(cipher.Seal("swordfish", "one--1"), "two--1"));
    }

    [Fact]
    public void Open_AnyBitChangedOrCut_Fails()
    {
        SecretCipher cipher = new(Old, []);
        var stored = cipher.Seal("swordfish", "ws--1");
        for (var index = 0; index < stored.Content.Length; index++)
        {
            byte[] changed = [.. stored.Content];
            changed[index] ^= 1;
            Assert.Throws<SecretUnreadableException>(() => cipher.Open(stored with { Content = changed }, "ws--1"));
            var cut = stored.Content[..index];
            Assert.Throws<SecretUnreadableException>(() => cipher.Open(stored with { Content = cut }, "ws--1"));
        }
    }
}
