using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using CsCheck;

namespace CloudWorkspaces.Local.Arm.Tests.Fuzz;

/// <summary>
/// Whatever is asked, the answer is what the api-version's document allows and never an internal error: the client of
/// these tests sees to both. Failures name the seed that repeats them.
/// </summary>
[Trait("Category", "Container")]
public sealed class FuzzTests(FuzzTests.Fixture fixture) : IClassFixture<FuzzTests.Fixture>
{
    private const string Profiles =
        ArmApi.Subscription + "/resourceGroups/rg/providers/Microsoft.ContainerInstance/containerGroupProfiles/fuzz";

    private static readonly Gen<string> Version = Pick("2023-05-01", "2025-09-01", "2026-07-01");

    private static readonly Gen<HttpMethod> Method = Pick(
        HttpMethod.Get, HttpMethod.Put, HttpMethod.Post, HttpMethod.Patch, HttpMethod.Delete, HttpMethod.Options);

    private static readonly string[] Segments =
    [
        "subscriptions", "00000000-0000-0000-0000-000000000001", "resourceGroups", "rg", "providers",
        "Microsoft.ContainerInstance", "containerGroups", "containerGroupProfiles", "fuzz", "containers", "main", "logs",
        "exec", "attach", "start", "stop", "restart", "revisions", "1", "locations", "westeurope", "usages", "operations",
        "operationResults", "capabilities", "cachedImages", "ngroups", "microsoft.insights", "%2F", "%20", "..;", "a%zz",
        "%ED%A0%80", "%F0%9F%98%80", "-1", "", "{name}", "CON", "x.y", "Microsoft.Storage", "storageAccounts", "fileServices",
        "default", "shares", "listKeys", "Microsoft.Resources",
    ];

    private ArmApi Api => fixture.Api;

    [Fact]
    public async Task Put_MutatedGroups_AreAnsweredAndLeaveNothing()
    {
        var requests = Gen.Select(BodyMutations.Of(FullGroup), Version);

        await requests.SampleAsync(
            async request =>
            {
                var ((_, text), version) = request;
                using var answer = await SendAsync(HttpMethod.Put, ArmApi.At(version, "/fuzz", ""), text);
                if (answer.IsSuccessStatusCode)
                {
                    await Api.DeleteAsync("fuzz");
                }
            },
            iter: 3_000, threads: 2);

        Assert.DoesNotContain("\"fuzz\"", (await Api.AnswerAsync(HttpMethod.Get, ArmApi.At(""))).ToJsonString());
        var (_, containers) = await TestImage.OutputAsync(
            ["ps", "-a", "-q", "--filter", "name=cw-fuzz-", "--filter", $"label=cloudworkspaces.arm/instance={fixture.Emulator.InstanceName}"]);
        Assert.Equal("", containers);
    }

    [Fact]
    public async Task Put_MutatedProfilesPatchesAndExecs_AreAnswered()
    {
        var patch = new JsonObject { ["tags"] = new JsonObject { ["a"] = "b" }, ["location"] = "westeurope" };
        var exec = new JsonObject { ["command"] = "/bin/sh", ["terminalSize"] = new JsonObject { ["rows"] = 1, ["cols"] = 1 } };
        await SendAsync(HttpMethod.Put, $"{Profiles}?api-version=2026-07-01", FullGroup().ToJsonString());
        var requests = Gen.OneOf(
            BodyMutations.Of(FullGroup).Select(body => (HttpMethod.Put, Profiles, body.Text)),
            BodyMutations.Of(() => patch.DeepClone().AsObject()).Select(body => (HttpMethod.Patch, Profiles, body.Text)),
            BodyMutations.Of(() => exec.DeepClone().AsObject())
                .Select(body => (HttpMethod.Post, $"{ArmApi.Groups}/{fixture.Group}/containers/main/exec", body.Text)),
            BodyMutations.Of(() => patch.DeepClone().AsObject())
                .Select(body => (HttpMethod.Patch, $"{ArmApi.Groups}/{fixture.Group}", body.Text)));

        await requests.SampleAsync(
            async request => (await SendAsync(request.Item1, $"{request.Item2}?api-version=2026-07-01", request.Text)).Dispose(),
            iter: 1_500, threads: 2);
    }

    [Fact]
    public async Task Request_ForMutatedPaths_IsAnswered()
    {
        var paths = Gen.Select(
            Method,
            Pick(Segments).Array[0, 14],
            Pick("", "?api-version=2025-09-01", "?api-version=", "?api-version=2025-09-01&api-version=x", "?%00", "?api-version=2026-07-01&$skiptoken=%E0&tail=x"));

        await paths.SampleAsync(
            async request =>
            {
                var (method, segments, query) = request;
                using var answer = await SendAsync(method, "/" + string.Join('/', segments) + query, "{}");
            },
            iter: 2_000, threads: 2);
    }

    [Fact]
    public async Task Request_ForKnownPathsWithOneSegmentChanged_IsAnswered()
    {
        string[] known =
        [
            ArmApi.Groups, ArmApi.Groups + "/fuzz", ArmApi.Groups + "/fuzz/containers/main/logs", ArmApi.Groups + "/fuzz/stop",
            Profiles, Profiles + "/revisions/1",
            ArmApi.Subscription + "/providers/Microsoft.ContainerInstance/locations/westeurope/operations/cHV0CmEKYgpj",
            ArmApi.Subscription + "/providers/Microsoft.ContainerInstance/locations/westeurope/usages",
        ];
        var paths = Gen.Select(Method, Pick(known), Gen.Int[1, 14], Pick(Segments), Version);

        await paths.SampleAsync(
            async request =>
            {
                var (method, path, at, segment, version) = request;
                var segments = path.Split('/');
                segments[1 + at % (segments.Length - 1)] = segment;
                using var answer = await SendAsync(method, string.Join('/', segments) + $"?api-version={version}", "{}");
            },
            iter: 2_000, threads: 2);
    }

    private static Gen<T> Pick<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(index => values[index]);

    private async Task<HttpResponseMessage> SendAsync(HttpMethod method, string address, string body)
    {
        using var request = new HttpRequestMessage(method, $"{fixture.Emulator.Address.GetLeftPart(UriPartial.Authority)}{address}");
        if (method != HttpMethod.Get && method != HttpMethod.Head)
        {
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        }

        return await Api.Http.SendAsync(request);
    }

    /// <summary>A group that has something of everything.</summary>
    private static JsonObject FullGroup()
    {
        var body = Bodies.Group("true").WithInit("first", "true").WithContainer(Bodies.Container("second", "true"))
            .WithPorts(80, 8080)
            .WithVolume("shared", "emptyDir", [], "/shared")
            .WithVolume("keys", "secret", new JsonObject { ["key"] = "a2V5" }, "/keys")
            .WithVolume("files", "azureFile", new JsonObject { ["shareName"] = "share", ["storageAccountName"] = "account", ["storageAccountKey"] = "key" }, "/files")
            .WithVolume("code", "gitRepo", new JsonObject { ["repository"] = "https://registry.invalid/a", ["directory"] = ".", ["revision"] = "main" }, "/code")
            .WithEnvironment(
                new JsonObject { ["name"] = "A", ["value"] = "1" }, new JsonObject { ["name"] = "B", ["secureValue"] = "2" });
        body["tags"] = new JsonObject { ["a"] = "b" };
        body["zones"] = new JsonArray("1");
        body["identity"] = new JsonObject { ["type"] = "SystemAssigned" };
        var properties = body["properties"]!.AsObject();
        properties["ipAddress"]!["dnsNameLabel"] = "fuzz";
        properties["sku"] = "Standard";
        properties["priority"] = "Regular";
        properties["imageRegistryCredentials"] = new JsonArray(
            new JsonObject { ["server"] = "registry.invalid", ["username"] = "u", ["password"] = "p" });
        properties["dnsConfig"] = new JsonObject { ["nameServers"] = new JsonArray("127.0.0.1") };
        body.MainProperties()["securityContext"] = new JsonObject { ["runAsUser"] = 1, ["allowPrivilegeEscalation"] = false };
        body.MainProperties()["livenessProbe"] = new JsonObject
        {
            ["exec"] = new JsonObject { ["command"] = new JsonArray("true") },
            ["periodSeconds"] = 1,
            ["timeoutSeconds"] = 1,
        };
        body.MainProperties()["readinessProbe"] = new JsonObject
        {
            ["httpGet"] = new JsonObject
            {
                ["port"] = 80,
                ["path"] = "/",
                ["scheme"] = "http",
                ["httpHeaders"] = new JsonArray(new JsonObject { ["name"] = "a", ["value"] = "b" }),
            },
            ["successThreshold"] = 2,
        };
        return body;
    }

    public sealed class Fixture : EmulatorFixture, IAsyncLifetime
    {
        /// <summary>A group that runs.</summary>
        internal string Group { get; } = "running";

        async Task IAsyncLifetime.InitializeAsync()
        {
            await InitializeAsync();
            await Api.CreateAsync(Bodies.Group("exec busybox sleep 600"), Group);
            await Api.WaitForStateAsync(Group, "Running");
        }
    }
}
