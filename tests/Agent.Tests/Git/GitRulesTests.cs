using CloudWorkspaces.Agent.Endpoint;
using CloudWorkspaces.Agent.Git;

namespace CloudWorkspaces.Agent.Tests.Git;

public sealed class GitRulesTests
{
    [Theory]
    [InlineData("fatal: couldn't find remote ref nowhere", "invalid-notebook", "has no revision 'main'")]
    [InlineData("error: Server does not allow request for unadvertised object 1234", "invalid-notebook", "has no revision 'main'")]
    [InlineData("fatal: remote error: upload-pack: not our ref 1234", "invalid-notebook", "has no revision 'main'")]
    [InlineData("fatal: Authentication failed for 'https://git.example.org/a.git/'", "storage-unavailable", "is not open to everybody")]
    [InlineData("fatal: could not read Username for 'https://git.example.org': terminal prompts disabled", "storage-unavailable", "is not open to everybody")]
    [InlineData("warning: a\nfatal: unable to access 'https://git.example.org/a.git/': Could not resolve host\n", "storage-unavailable", "cannot be fetched: unable to access")]
    [InlineData("", "storage-unavailable", "git ended with exit code 128")]
    public void NotFetched_WordsOfGit_SayWhoseFaultItIs(string errors, string code, string message)
    {
        var cause = GitRules.NotFetched(Job(), new GitResult(128, [], errors));

        Assert.Equal(code, cause.Code);
        Assert.Contains(message, cause.Message, StringComparison.Ordinal);
        Assert.Contains("https://git.example.org/a.git", cause.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void NotFetched_CredentialIsRefused_NamesTheSecret() => Assert.Contains(
        "does not let the secret 'TOKEN' in",
        GitRules.NotFetched(Job() with { Credential = "TOKEN" }, new GitResult(128, [], "fatal: Authentication failed for 'x'")).Message,
        StringComparison.Ordinal);

    [Theory]
    [InlineData("abc", "x-access-token", "abc")]
    [InlineData(" abc\n", "x-access-token", "abc")]
    [InlineData("me:a:b", "me", "a:b")]
    public void Parse_TokenOrUserAndPassword_IsBoth(string value, string user, string password) =>
        Assert.Equal(new GitCredential(user, password), GitCredential.Parse(value));

    [Theory]
    [InlineData("")]
    [InlineData("me:")]
    [InlineData("a\nb")]
    public void Parse_NothingOfUse_IsNull(string value) => Assert.Null(GitCredential.Parse(value));

    private static GitJob Job() => new()
    {
        Url = new Uri("https://git.example.org/a.git"),
        Revision = "main",
        Path = "a.ipynb",
        TimeoutSeconds = 1,
        MaxBytes = 1,
    };
}
