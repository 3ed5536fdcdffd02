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
    public void Find_Token_TellsItsUser(string token, string? user)
    {
        var options = Options.Create(new IdentityOptions
        {
            Tokens = [Token("a", "first"), Token("b", "second") with { Administrator = true }],
        });
        var callers = new ConfiguredCallers(options, new Administrators(options));

        var caller = callers.Find(token);

        Assert.Equal(user, caller?.User);
        Assert.Equal(user is "b", caller?.IsAdministrator is true);
    }

    [Fact]
    public void Validate_IncompleteTokens_NamesEach()
    {
        var result = new IdentityValidation().Validate(null, new IdentityOptions
        {
            Tokens = [Token("a", "first"), new TokenOptions { Sha256 = "12" }, Token("A B", "second")],
        });

        Assert.Equal(
            ["Identity:Tokens:1:User is missing.", "Identity:Tokens:1:Sha256 must be 64 hexadecimal digits.", $"Identity:Tokens:2:User {UserName.Rule}"],
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
