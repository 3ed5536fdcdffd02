using Azure;
using Azure.ResourceManager.ContainerInstance;

namespace CloudWorkspaces.Local.Sdk.Tests.Groups;

public sealed class RequestTests : IDisposable
{
    private const string Group = ArmScript.Address + ArmScript.GroupId;

    private readonly ArmScript _arm = new();

    public void Dispose() => _arm.Dispose();

    [Fact]
    public async Task GetIfExists_NoGroup_HasNoValue()
    {
        _arm.Then(404, """{ "error": { "code": "ResourceNotFound", "message": "None." } }""");

        var answer = await _arm.Groups.GetIfExistsAsync("g1");

        Assert.False(answer.HasValue);
        Assert.Equal(404, answer.GetRawResponse().Status);
        Assert.Throws<InvalidOperationException>(() => answer.Value);
    }

    [Fact]
    public async Task Get_NoGroup_ThrowsWithArmsCodeAndMessage()
    {
        _arm.Then(404, """{ "error": { "code": "ResourceNotFound", "message": "There is none." } }""");

        var failure = await Assert.ThrowsAsync<RequestFailedException>(() => _arm.Groups.GetAsync("g1"));

        Assert.Equal((404, "ResourceNotFound"), (failure.Status, failure.ErrorCode));
        Assert.StartsWith("There is none.", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task GetCapabilities_TwoPages_AreRead()
    {
        const string Next = ArmScript.Address + "/next?$skiptoken=x";
        const string Row = """{ "resourceType": "containerGroups", "osType": "Linux", "location": "westeurope", "ipAddressType": "Public", "gpu": "V100", "capabilities": { "maxMemoryInGB": 16.5, "maxCpu": 4, "maxGpuCount": 2 } }""";
        _arm.Then(200, $$"""{ "value": [{{Row}}], "nextLink": "{{Next}}" }""").Then(200, """{ "value": [{ "osType": "Windows" }] }""");

        var kinds = await _arm.Subscription.GetCapabilitiesWithLocationAsync("westeurope").ToListAsync();

        Assert.Equal(("Linux", "V100", "westeurope"), (kinds[0].OSType, kinds[0].Gpu, kinds[0].Location?.Name));
        Assert.Equal((4f, 16.5f, 2f), (kinds[0].Capabilities!.MaxCpu, kinds[0].Capabilities!.MaxMemoryInGB, kinds[0].Capabilities!.MaxGpuCount));
        Assert.Null(kinds[1].Capabilities);
        Assert.Equal(
            [
                $"{ArmScript.Address}{ArmScript.SubscriptionId}/providers/Microsoft.ContainerInstance/locations/westeurope/capabilities?api-version=2025-09-01",
                Next,
            ],
            _arm.Requests.Select(request => request.Address));
    }

    [Theory]
    [InlineData(403)]
    [InlineData(429)]
    [InlineData(500)]
    public async Task GetIfExists_OtherRefusal_IsNoAnswerAboutExistence(int status)
    {
        _arm.Then(status, """{ "error": { "code": "Refused", "message": "No." } }""");

        var failure = await Assert.ThrowsAsync<RequestFailedException>(() => _arm.Groups.GetIfExistsAsync("g1"));

        Assert.Equal((status, "Refused"), (failure.Status, failure.ErrorCode));
    }

    [Fact]
    public async Task Stop_Group_IsPosted()
    {
        _arm.Then(200, ArmScript.Group()).Then(204);

        await (await _arm.Groups.GetAsync("g1")).Value.StopAsync();

        Assert.Equal(("POST", $"{Group}/stop?api-version=2025-09-01", ""), _arm.Requests[1]);
    }

    [Fact]
    public async Task Logs_TailAndTimestamps_AreAskedFor()
    {
        _arm.Then(200, ArmScript.Group()).Then(200, """{ "content": "a\nb\n" }""");

        var logs = await (await _arm.Groups.GetAsync("g1")).Value.GetContainerLogsAsync("main", tail: 2, timestamps: true);

        Assert.Equal("a\nb\n", logs.Value.Content);
        Assert.Equal(
            $"{Group}/containers/main/logs?api-version=2025-09-01&tail=2&timestamps=true", _arm.Requests[1].Address);
    }

    [Fact]
    public async Task GetAll_SeveralPages_AreFollowedToTheEnd()
    {
        const string Next = ArmScript.Address + "/next?api-version=2025-09-01&$skiptoken=a%2Fb";
        _arm.Then(200, $$"""{ "value": [{{ArmScript.Group(name: "g1")}}], "nextLink": "{{Next}}" }""")
            .Then(200, $$"""{ "value": [{{ArmScript.Group(name: "g2")}}, {{ArmScript.Group(name: "g3")}}] }""");

        List<string> names = [];
        await foreach (var group in _arm.Groups.GetAllAsync())
        {
            names.Add(group.Data.Name);
        }

        Assert.Equal(["g1", "g2", "g3"], names);
        Assert.Equal(
            [
                $"{ArmScript.Address}{ArmScript.ResourceGroup}" +
                    "/providers/Microsoft.ContainerInstance/containerGroups?api-version=2025-09-01",
                Next,
            ],
            _arm.Requests.Select(request => request.Address));
    }
}
