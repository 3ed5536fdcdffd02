using System.Text.Json.Nodes;
using CloudWorkspaces.Runs.Orchestration;
using Microsoft.AspNetCore.Http;

namespace CloudWorkspaces.Functions.Tests.Groups;

public sealed class GroupSecretsTests : IAsyncLifetime
{
    private ScriptedArm _arm = null!;

    public async Task InitializeAsync() => _arm = await ScriptedArm.StartAsync();

    public async Task DisposeAsync() => await _arm.DisposeAsync();

    [Fact]
    public async Task Create_WithSecrets_VariablesAreSecureAndFilesAreAVolume()
    {
        _arm.Answer = context => context.Request.Method == HttpMethods.Put
            ? ScriptedArm.WriteErrorAsync(context, 503, "ServiceUnavailable", "Later.")
            : NotFoundAsync(context);

        await CreateAsync(new(
            FakeSecrets.Variable("DB_PASSWORD", "swordfish"),
            FakeSecrets.Variable("API_KEY", "k\"ey"),
            FakeSecrets.File("account.json", "{}")));

        var body = JsonNode.Parse(_arm.Requests.Last().Body)!["properties"]!;
        var main = body["containers"]![0]!["properties"]!;
        var variables = main["environmentVariables"]!.AsArray().ToDictionary(one => one!["name"]!.GetValue<string>());
        Assert.Equal("swordfish", variables["DB_PASSWORD"]!["secureValue"]!.GetValue<string>());
        Assert.Equal("k\"ey", variables["API_KEY"]!["secureValue"]!.GetValue<string>());
        Assert.Null(variables["DB_PASSWORD"]!["value"]);
        Assert.Equal(
            "DB_PASSWORD,API_KEY", variables["CLOUD_WORKSPACES_AGENT_SECRETS"]!["value"]!.GetValue<string>());
        var volume = body["volumes"]!.AsArray().Single(one => one!["name"]!.GetValue<string>() == "secrets")!;
        Assert.Equal("e30=", volume["secret"]!["account.json"]!.GetValue<string>());
        var mount = main["volumeMounts"]!.AsArray().Single(one => one!["name"]!.GetValue<string>() == "secrets")!;
        Assert.Equal("/run/secrets", mount["mountPath"]!.GetValue<string>());
        Assert.True(mount["readOnly"]!.GetValue<bool>());
        Assert.DoesNotContain("secrets", body["initContainers"]!.ToJsonString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(400, "InvalidRequest")]
    [InlineData(409, "Conflict")]
    [InlineData(500, "InternalServerError")]
    public async Task Create_AnswerRepeatsASecret_ItIsLeftOut(int status, string code)
    {
        _arm.Answer = context => context.Request.Method == HttpMethods.Put
            ? ScriptedArm.WriteErrorAsync(context, status, code, "Not 'sword\"fish'.")
            : NotFoundAsync(context);
        FakeSecrets secrets = new(FakeSecrets.Variable("DB_PASSWORD", "sword\"fish"));

        var told = "";
        try
        {
            var creation = await CreateAsync(secrets);
            told = $"{creation} {creation.Ending?.Cause.Message}";
        }
        catch (Azure.RequestFailedException failure)
        {
            Assert.Equal((status, code), (failure.Status, failure.ErrorCode));
            told = failure.ToString();
        }

        Assert.Contains("is left out", told, StringComparison.Ordinal);
        Assert.DoesNotContain("fish", told, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Create_SecretCannotBeRead_EndsTheRunWithoutAPut()
    {
        _arm.Answer = NotFoundAsync;

        var creation = await CreateAsync(new() { Unreadable = "The secret 'X' cannot be read." });

        Assert.Equal(GroupCreationOutcome.Ended, creation.Outcome);
        Assert.Equal("The secret 'X' cannot be read.", creation.Ending!.Cause.Message);
        Assert.DoesNotContain(_arm.Requests, request => request.Method == HttpMethods.Put);
    }

    private Task<GroupCreation> CreateAsync(FakeSecrets secrets) =>
        SampleRun.GroupsOf(_arm, secrets).CreateAsync(SampleRun.Record, CancellationToken.None);

    private static Task NotFoundAsync(HttpContext context) =>
        ScriptedArm.WriteErrorAsync(context, 404, "ResourceNotFound", "There is none.");
}
