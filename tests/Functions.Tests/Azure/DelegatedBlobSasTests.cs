using System.Net;
using System.Text.RegularExpressions;
using Azure.Core.Pipeline;
using Azure.Storage.Blobs;
using Azure.Storage.Sas;
using CloudWorkspaces.AzureServices;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace CloudWorkspaces.Functions.Tests.AzureServices;

/// <summary>Without the account's key. Azurite refuses such addresses, so a stand-in gives out the delegation keys.</summary>
public sealed partial class DelegatedBlobSasTests : IDisposable
{
    private readonly DelegationKeys _service = new();
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 22, 12, 0, 0, TimeSpan.Zero));
    private readonly BlobSas _sas;

    public DelegatedBlobSasTests()
    {
        var options = new BlobClientOptions { Transport = new HttpClientTransport(_service) };
        var blobs = new BlobServiceClient(
            new Uri("https://account.blob.core.windows.net"), new FixedTokenCredential("token"), options);
        _sas = new BlobSas(blobs, Options.Create(new StorageOptions()), _time);
    }

    public void Dispose()
    {
        _sas.Dispose();
        _service.Dispose();
    }

    [Fact]
    public async Task Issue_WithoutAccountKey_IsSignedForTheAppsIdentity()
    {
        var address = await IssueAsync();

        Assert.Equal("https://account.blob.core.windows.net/runs/1/a.txt", address.GetLeftPart(UriPartial.Path));
        var query = Uri.UnescapeDataString(address.Query);
        Assert.Contains($"skoid={DelegationKeys.Identity}", query, StringComparison.Ordinal);
        Assert.Contains("sr=b", query, StringComparison.Ordinal);
        Assert.Contains("sp=r", query, StringComparison.Ordinal);
        Assert.Contains("spr=https", query, StringComparison.Ordinal);
        Assert.Contains("se=2026-11-22T13:00:00Z", query, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Issue_OftenAndAtOnce_AsksForOneKey()
    {
        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => IssueAsync()));
        _time.Advance(TimeSpan.FromHours(10));
        await IssueAsync();

        Assert.Equal(1, _service.Given);
    }

    [Fact]
    public async Task Issue_KeyNearItsEnd_AsksForANewOneSoThatNoAddressOutlivesIt()
    {
        await IssueAsync();
        _time.Advance(TimeSpan.FromHours(11) + TimeSpan.FromMinutes(1));
        await IssueAsync();

        Assert.Equal(2, _service.Given);
    }

    private Task<Uri> IssueAsync() => _sas.IssueAsync(
        "runs", "1/a.txt", BlobSasPermissions.Read, _time.GetUtcNow().AddHours(1), CancellationToken.None);

    private sealed partial class DelegationKeys : HttpMessageHandler
    {
        public const string Identity = "11111111-1111-1111-1111-111111111111";

        public int Given { get; private set; }

        protected override async Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Assert.Contains("comp=userdelegationkey", request.RequestUri!.Query, StringComparison.Ordinal);
            var asked = await request.Content!.ReadAsStringAsync(cancellationToken);
            Given++;
            return new HttpResponseMessage(HttpStatusCode.OK)
            {
                Content = new StringContent($"""
                    <?xml version="1.0" encoding="utf-8"?>
                    <UserDelegationKey>
                      <SignedOid>{Identity}</SignedOid><SignedTid>{Identity}</SignedTid>
                      <SignedStart>2026-11-22T11:00:00Z</SignedStart><SignedExpiry>{Expiry().Match(asked).Groups[1]}</SignedExpiry>
                      <SignedService>b</SignedService><SignedVersion>2024-11-04</SignedVersion><Value>a2V5</Value>
                    </UserDelegationKey>
                    """),
            };
        }

        [GeneratedRegex("<Expiry>(.*?)</Expiry>")]
        private static partial Regex Expiry();
    }
}
