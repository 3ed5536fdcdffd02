using System.Text;
using System.Text.Json.Nodes;
using CloudWorkspaces.Local.Arm.Tests.Fuzz;
using CloudWorkspaces.Testing;
using CsCheck;

namespace CloudWorkspaces.Local.Arm.Tests.Shares;

/// <summary>Whatever is asked of the Files endpoint or of Microsoft.Storage, nothing fails inside and nothing is written elsewhere.</summary>
public sealed class ShareFuzzTests(EmulatorFixture fixture) : IClassFixture<EmulatorFixture>, IDisposable
{
    private static readonly string[] Segments =
    [
        ShareVolume.Account, "fuzz", "folder", "file", "..", ".", "%2e%2e", "%2F", "%5C", "%00", "a%zz", "%ED%A0%80", "%F0%9F%98%80",
        "", " ", "CON", "a:b", new string('x', 300), "%EF%80%A2",
    ];

    private static readonly string[] Queries =
    [
        "", "?restype=share", "?restype=directory", "?restype=directory&comp=list", "?restype=share&comp=stats", "?comp=range",
        "?comp=rangelist", "?comp=metadata", "?comp=properties", "?comp=rename&restype=directory", "?comp=rename", "?comp=list",
        "?comp=list&restype=directory&maxresults=-1&marker=%00", "?restype=x&comp=y", "?restype=share&comp=metadata",
        "?sv=2020-02-10&sig=a", "?restype=share&restype=directory",
    ];

    private static readonly (string Name, string Value)[] Headers =
    [
        ("x-ms-type", "file"), ("x-ms-content-length", "10"), ("x-ms-content-length", "-1"),
        ("x-ms-content-length", "99999999999999999999"), ("x-ms-range", "bytes=0-9"), ("x-ms-range", "bytes=9-0"),
        ("x-ms-range", "bytes=0-9223372036854775807"), ("Range", "bytes=5-"), ("Range", "bytes=-"), ("x-ms-write", "update"),
        ("x-ms-write", "clear"), ("x-ms-write", "?"), ("x-ms-meta-a", "b"), ("x-ms-meta-", ""), ("x-ms-meta-1", "x"),
        ("x-ms-share-quota", "0"), ("x-ms-share-quota", "7"), ("x-ms-file-attributes", "ReadOnly"), ("x-ms-file-attributes", "x"),
        ("x-ms-file-last-write-time", "now"), ("x-ms-file-last-write-time", "yesterday"),
        ("x-ms-file-rename-source", "https://127.0.0.1/../../etc/passwd"), ("x-ms-file-rename-source", "x"),
    ];

    private readonly HttpClient _files = PinnedHttp.Client(fixture.Emulator.FilesAddress, () => fixture.Emulator.CertificateThumbprint);

    [Fact]
    public async Task Files_AnyRequest_IsAnsweredWithoutAnInternalErrorAndInsideTheShares()
    {
        var outside = Names(fixture.Emulator.State.FullName);
        var requests = Gen.Select(
            Pick(HttpMethod.Get, HttpMethod.Put, HttpMethod.Put, HttpMethod.Head, HttpMethod.Delete, HttpMethod.Options),
            Pick(Segments).Array[0, 4],
            Pick(Queries),
            Pick(Headers).Array[0, 5]);

        await requests.SampleAsync(
            async request =>
            {
                var (method, segments, query, headers) = request;
                var rest = string.Concat(segments.Select(segment => "/" + segment));
                using var answer = await SendAsync(method, $"/{ShareVolume.Account}/fuzz{rest}{query}", headers);
                Assert.True((int)answer.StatusCode is < 500 or 501, await answer.Content.ReadAsStringAsync());
            },
            iter: 3_000, threads: 2);

        Assert.Subset(outside.Append("shares").ToHashSet(), Names(fixture.Emulator.State.FullName));
        Assert.Subset(new HashSet<string> { ShareVolume.Account }, Names(fixture.Emulator.State.FullName + "/shares"));
    }

    [Fact]
    public async Task Shares_MutatedBodiesAndPaths_AreAnswered()
    {
        var body = new JsonObject
        {
            ["properties"] = new JsonObject
            {
                ["shareQuota"] = 5,
                ["accessTier"] = "Hot",
                ["metadata"] = new JsonObject { ["a"] = "b" },
                ["enabledProtocols"] = "SMB",
            },
        };
        var requests = Gen.Select(
            Pick(HttpMethod.Put, HttpMethod.Patch, HttpMethod.Get, HttpMethod.Delete),
            BodyMutations.Of(() => body.DeepClone().AsObject()),
            Pick("/fuzz1", "/fuzz2", "/UPPER", "/a--b", "/%2e%2e", "/x", "", "/" + new string('x', 70)));

        await requests.SampleAsync(
            async request =>
            {
                var (method, mutated, name) = request;
                using var message = new HttpRequestMessage(method, new Uri(fixture.Emulator.Address, ShareClients.SharesAt(name)));
                message.Content = new StringContent(mutated.Text, Encoding.UTF8, "application/json");
                using var answer = await fixture.Api.Http.SendAsync(message);
                Assert.True((int)answer.StatusCode < 500, await answer.Content.ReadAsStringAsync());
            },
            iter: 1_000, threads: 2);
    }

    public void Dispose() => _files.Dispose();

    private async Task<HttpResponseMessage> SendAsync(HttpMethod method, string address, (string Name, string Value)[] headers)
    {
        var uncooked = new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true };
        using var request = new HttpRequestMessage(
            method, new Uri(fixture.Emulator.FilesAddress.GetLeftPart(UriPartial.Authority) + address, uncooked));
        request.Headers.Authorization = new("Bearer", fixture.Emulator.Token);
        request.Headers.Add("x-ms-version", "2025-01-05");
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        if (method == HttpMethod.Put)
        {
            request.Content = new StringContent("0123456789");
        }

        return await _files.SendAsync(request);
    }

    private static HashSet<string> Names(string folder) =>
        Directory.Exists(folder) ? [.. Directory.EnumerateFileSystemEntries(folder, "*").Select(path => Path.GetFileName(path))] : [];

    private static Gen<T> Pick<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(index => values[index]);
}
