using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using CloudWorkspaces.Local.Arm.Tests.Fuzz;
using CloudWorkspaces.Testing;
using CsCheck;

namespace CloudWorkspaces.Local.Arm.Tests.Registry;

/// <summary>What surrounds builds; that one makes an image the end-to-end tests of environments show.</summary>
[Trait("Category", "Container")]
[Collection(EmulatorFixture.Collection)]
public sealed class BuildTests(EmulatorFixture fixture)
{
    private const string Registry =
        ArmApi.Subscription + "/resourceGroups/rg/providers/Microsoft.ContainerRegistry/registries/test";

    private const string Version = "?api-version=2019-06-01-preview";

    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    private ArmApi Api => fixture.Api;

    [Theory]
    [InlineData("type", "\"EncodedTaskRunRequest\"")]
    [InlineData("sourceLocation", "\"file:///etc/passwd\"")]
    [InlineData("sourceLocation", "7")]
    [InlineData("dockerFilePath", "\"../Containerfile\"")]
    [InlineData("imageNames", "[]")]
    [InlineData("imageNames", "[\"no-tag\"]")]
    [InlineData("imageNames", "[\"--privileged:1\"]")]
    [InlineData("arguments", "[{\"name\": \"--volume\", \"value\": \"/:/\"}]")]
    [InlineData("arguments", "[7]")]
    [InlineData("timeout", "1")]
    public async Task Schedule_WrongField_IsRefusedAndNamed(string field, string value)
    {
        var body = Body("http://127.0.0.1:9/context.tar.gz");
        body[field] = JsonNode.Parse(value);

        var answer = await Api.AnswerAsync(HttpMethod.Post, $"{Registry}/scheduleRun{Version}", body, HttpStatusCode.BadRequest);

        Assert.Contains($"'{field}'", answer["error"]!["message"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Schedule_MutatedBodies_AreAnsweredAndNoneBuilds()
    {
        await BodyMutations.Of(() => Body("http://127.0.0.1:9/context.tar.gz")).SampleAsync(
            async body =>
            {
                using var content = new StringContent(body.Text);
                content.Headers.ContentType = new("application/json");
                using var answer = await Api.Http.PostAsync($"{Registry}/scheduleRun{Version}", content);
                Assert.True((int)answer.StatusCode < 500, body.Text);
            },
            iter: 300,
            threads: 2);
    }

    [Fact]
    public async Task Run_ContextCannotBeFetched_EndsAsErrorWithTheReason()
    {
        var run = await WaitAsync(await ScheduleAsync("http://127.0.0.1:9/context.tar.gz"), "Error");

        Assert.Contains("127.0.0.1:9", run["runErrorMessage"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Equal("Failed", run["provisioningState"]!.GetValue<string>());
    }

    [Fact]
    public async Task Run_Cancelled_Ends()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        var id = await ScheduleAsync($"http://127.0.0.1:{((IPEndPoint)silent.LocalEndpoint).Port}/context.tar.gz");

        await WaitAsync(id, "Running");
        await Api.AnswerAsync(HttpMethod.Post, $"{Registry}/runs/{id}/cancel{Version}");

        await WaitAsync(id, "Canceled");
        await Api.AnswerAsync(HttpMethod.Post, $"{Registry}/runs/{id}/cancel{Version}");
    }

    [Fact]
    public async Task Run_OfAnotherRegistryOrUnsigned_IsNotShown()
    {
        var id = await ScheduleAsync("http://127.0.0.1:9/context.tar.gz");
        var other = Registry.Replace("/test", "/other", StringComparison.Ordinal);

        Assert.Equal("RunNotFound", await Api.RefusedAsync(
            HttpMethod.Get, $"{other}/runs/{id}{Version}", null, HttpStatusCode.NotFound));
        var link = (await Api.AnswerAsync(HttpMethod.Post, $"{Registry}/runs/{id}/listLogSasUrl{Version}"))["logLink"]!.GetValue<string>();
        // As from storage: no part of ARM, and without its token.
        using var storage = PinnedHttp.Client(fixture.Emulator.Address, () => fixture.Emulator.CertificateThumbprint);
        using var signed = await storage.GetAsync(new Uri(link));
        using var unsigned = await storage.GetAsync(new Uri(link.Split('?')[0]));
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.Forbidden), (signed.StatusCode, unsigned.StatusCode));
    }

    private static JsonObject Body(string source) => new()
    {
        ["type"] = "DockerBuildRequest",
        ["imageNames"] = new JsonArray("cloud-workspaces/test:1"),
        ["dockerFilePath"] = "Containerfile",
        ["sourceLocation"] = source,
        ["arguments"] = new JsonArray(new JsonObject { ["name"] = "BASE", ["value"] = "none" }),
        ["timeout"] = 600,
    };

    private async Task<string> ScheduleAsync(string source) =>
        (await Api.AnswerAsync(HttpMethod.Post, $"{Registry}/scheduleRun{Version}", Body(source)))["properties"]!["runId"]!.GetValue<string>();

    private async Task<JsonNode> WaitAsync(string id, string status)
    {
        JsonNode run = new JsonObject();
        await Eventually.TrueAsync(
            async () => (run = (await Api.AnswerAsync(HttpMethod.Get, $"{Registry}/runs/{id}{Version}"))["properties"]!)["status"]!
                .GetValue<string>() == status,
            Deadline,
            $"run {id} is {status}");
        return run;
    }
}
