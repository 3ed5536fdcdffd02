using System.Security.Cryptography;
using System.Text;
using CloudWorkspaces.Identity;
using Microsoft.Extensions.Options;

namespace CloudWorkspaces.Functions.Tests.Identity;

public sealed class ConfiguredCallersTests
{
    [Theory]
    [InlineData("first", "a")]
    [InlineData("second", "b")]
    [InlineData("First", null)]
    [InlineData("", null)]
    public async Task FindAsync_Token_TellsItsUser(string token, string? user)
    {
        var callers = new ConfiguredCallers(Options.Create(new IdentityOptions
        {
            Tokens = [Token("a", "first"), Token("b", "second")],
        }));

        Assert.Equal(user, (await callers.FindAsync(token, CancellationToken.None))?.User);
    }

    [Fact]
    public void Validate_IncompleteTokens_NamesEach()
    {
        var result = new IdentityValidation().Validate(null, new IdentityOptions
        {
            Tokens = [Token("a", "first"), new TokenOptions { Sha256 = "12" }],
        });

        Assert.Equal(
            ["Identity:Tokens:1:User is missing.", "Identity:Tokens:1:Sha256 must be 64 hexadecimal digits."],
            result.Failures);
    }

    [Fact]
    public void Validate_NoToken_IsRefused() =>
        Assert.True(new IdentityValidation().Validate(null, new IdentityOptions()).Failed);

    private static TokenOptions Token(string user, string token) => new()
    {
        User = user,
        Sha256 = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token))),
    };
}
