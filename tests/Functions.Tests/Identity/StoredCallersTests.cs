using Azure.Data.Tables;
using CloudWorkspaces.Agents;
using CloudWorkspaces.Http;
using CloudWorkspaces.Identity;
using CloudWorkspaces.Testing;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace CloudWorkspaces.Functions.Tests.Identity;

[Trait("Category", "Azurite")]
public sealed class StoredCallersTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 22, 12, 0, 0, TimeSpan.Zero));
    private static readonly AgentKeys Keys = new(Options.Create(new AgentOptions
    {
        Endpoint = new Uri("http://127.0.0.1:7071/api/agent"),
        Image = "agent:1",
        Key = Convert.ToBase64String(new byte[32]),
    }));

    private readonly Caller _admin = new("admin", IsAdministrator: true);
    private readonly string _user = $"user-{Guid.NewGuid():N}"[..20];

    [Fact]
    public async Task FindAsync_Token_IsValidUntilItExpires()
    {
        var (store, issue, callers) = await CreateAsync();
        var (text, token) = await issue.CreateAsync(_user, "laptop", 2, _admin, null, None);

        var fresh = await callers.FindAsync(text, None);
        _time.SetUtcNow(token.ExpiresOn.AddTicks(-1));
        var last = await callers.FindAsync(text, None);
        _time.SetUtcNow(token.ExpiresOn);
        var expired = await callers.FindAsync(text, None);

        Assert.Equal((new Caller(_user), new Caller(_user), null), (fresh, last, expired));
        Assert.Equal(_user, Assert.Single(await store.ListAsync(_user, None).ToListAsync()).User);
    }

    [Fact]
    public async Task FindAsync_AnythingButTheWholeToken_IsNobody()
    {
        var (_, issue, callers) = await CreateAsync();
        var (text, token) = await issue.CreateAsync(_user, "laptop", 2, _admin, null, None);
        var (other, _) = await issue.CreateAsync(_user, "phone", 2, _admin, null, None);
        var otherSecret = text[..24] + other[24..];

        foreach (var wrong in (string[])[otherSecret, text[..^1], text + "0", text.ToUpperInvariant(), token.Id, token.Sha256, ""])
        {
            Assert.Null(await callers.FindAsync(wrong, None));
        }
    }

    [Fact]
    public async Task FindAsync_TokenOfAnAdministratorOfTheSettings_IsAnAdministrators()
    {
        var (_, issue, callers) = await CreateAsync(new TokenOptions { User = _user, Administrator = true });
        var (text, _) = await issue.CreateAsync(_user, "laptop", 2, _admin, null, None);

        Assert.Equal(new Caller(_user, IsAdministrator: true), await callers.FindAsync(text, None));
    }

    [Fact]
    public async Task CreateAsync_AsManyAsOneMayHave_RefusesAndCountsNoExpiredOnes()
    {
        var (_, issue, _) = await CreateAsync();
        await issue.CreateAsync(_user, "a", 1, _admin, null, None);
        await issue.CreateAsync(_user, "b", 2, _admin, null, None);

        var refusal = await Assert.ThrowsAsync<ProblemException>(() => issue.CreateAsync(_user, "c", 1, _admin, null, None));
        _time.Advance(TimeSpan.FromDays(1));
        await issue.CreateAsync(_user, "c", 1, _admin, null, None);

        Assert.Contains($"'{_user}' may have 2 tokens and has 2", refusal.Problem.Detail, StringComparison.Ordinal);
    }

    private async Task<(TokenStore Store, TokenIssue Issue, StoredCallers Callers)> CreateAsync(params TokenOptions[] configured)
    {
        var azurite = await AzuriteServer.SharedAsync();
        var store = new TokenStore(new TableServiceClient(azurite.ConnectionString));
        await store.StartAsync(None);
        var options = Options.Create(new IdentityOptions { Tokens = configured, MaxTokensPerUser = 2 });
        return (store, new TokenIssue(store, Keys, options, _time), new StoredCallers(store, new Administrators(options), _time));
    }
}
