using System.Diagnostics;
using Azure;
using Azure.Core;
using Azure.ResourceManager;
using Azure.ResourceManager.ContainerInstance;
using Azure.ResourceManager.ContainerInstance.Models;

namespace CloudWorkspaces.Local.Sdk.Tests.Groups;

public sealed class OperationTests : IDisposable
{
    private const string StatusAddress = ArmScript.Address + "/operations/1?api-version=2025-09-01";
    private const string ResultAddress = ArmScript.Address + "/operationResults/1?api-version=2025-09-01";
    private const string InProgress = """{ "status": "InProgress" }""";
    private const string Succeeded = """{ "status": "Succeeded" }""";

    private static readonly (string, string)[] Addresses =
        [("Azure-AsyncOperation", StatusAddress), ("Location", ResultAddress)];

    private readonly ArmScript _arm = new();

    public void Dispose() => _arm.Dispose();

    [Fact]
    public async Task Put_WithAsyncOperation_IsPolledThereAndThenRead()
    {
        _arm.Then(201, ArmScript.Group("Creating"), Addresses)
            .Then(200, InProgress).Then(200, Succeeded).Then(200, ArmScript.Group());

        var operation = await PutAsync();
        Assert.False(operation.HasCompleted);
        Assert.False(operation.HasValue);
        var answer = await operation.WaitForCompletionAsync(TimeSpan.FromMilliseconds(1), CancellationToken.None);

        Assert.Equal("Succeeded", answer.Value.Data.ProvisioningState);
        Assert.True(operation.HasValue);
        Assert.Equal([StatusAddress, StatusAddress], _arm.Requests.Skip(1).Take(2).Select(request => request.Address));
        Assert.Equal($"{ArmScript.Address}{ArmScript.GroupId}?api-version=2025-09-01", _arm.Requests[3].Address);
    }

    [Fact]
    public async Task Put_WithLocationOnly_IsOverWhenThatIsNot202AnyMore()
    {
        _arm.Then(201, ArmScript.Group("Creating"), ("Location", ResultAddress))
            .Then(202).Then(200, ArmScript.Group()).Then(200, ArmScript.Group());

        var operation = await PutAsync();
        Assert.False(operation.HasCompleted);
        await operation.WaitForCompletionAsync(TimeSpan.FromMilliseconds(1), CancellationToken.None);

        Assert.Equal([ResultAddress, ResultAddress], _arm.Requests.Skip(1).Take(2).Select(request => request.Address));
    }

    [Fact]
    public async Task Put_WithoutAddress_FollowsTheProvisioningState()
    {
        _arm.Then(201, ArmScript.Group("Pending")).Then(200, ArmScript.Group("Creating"))
            .Then(200, ArmScript.Group()).Then(200, ArmScript.Group());

        var operation = await PutAsync();
        Assert.False(operation.HasCompleted);
        await operation.WaitForCompletionAsync(TimeSpan.FromMilliseconds(1), CancellationToken.None);

        Assert.True(operation.HasCompleted);
        Assert.All(_arm.Requests, request => Assert.Contains(ArmScript.GroupId, request.Address, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Put_OverAtOnce_HasItsValueWithoutAnotherRequest()
    {
        _arm.Then(200, ArmScript.Group());

        var operation = await PutAsync();

        Assert.True(operation.HasCompleted);
        Assert.Equal("g1", operation.Value.Data.Name);
        Assert.Single(_arm.Requests);
    }

    [Fact]
    public async Task Put_OperationFails_ThrowsWithItsCodeAndAgainWhenAskedAgain()
    {
        const string Failed = """{ "status": "Failed", "error": { "code": "InaccessibleImage", "message": "No such image." } }""";
        _arm.Then(201, ArmScript.Group("Creating"), Addresses).Then(200, Failed);

        var operation = await PutAsync();
        var first = await Assert.ThrowsAsync<RequestFailedException>(async () => await WaitAsync(operation));
        var second = await Assert.ThrowsAsync<RequestFailedException>(async () => await WaitAsync(operation));

        Assert.Equal(("InaccessibleImage", "InaccessibleImage"), (first.ErrorCode, second.ErrorCode));
        Assert.Contains("No such image.", first.Message, StringComparison.Ordinal);
        Assert.True(operation.HasCompleted);
        Assert.Throws<InvalidOperationException>(() => operation.Value);
        Assert.Equal(2, _arm.Requests.Count);
    }

    [Fact]
    public async Task Put_StatusCannotBeRead_ThrowsAndCanGoOn()
    {
        _arm.Then(201, ArmScript.Group("Creating"), Addresses)
            .Then(503).Then(200, Succeeded).Then(200, ArmScript.Group());

        var operation = await PutAsync();
        var failure = await Assert.ThrowsAsync<RequestFailedException>(async () => await WaitAsync(operation));
        await WaitAsync(operation);

        Assert.Equal(503, failure.Status);
        Assert.True(operation.HasValue);
    }

    [Fact]
    public async Task Wait_ServiceAsksForMoreTime_WaitsThatLong()
    {
        _arm.Then(201, ArmScript.Group("Creating"), [.. Addresses, ("retry-after-ms", "80")])
            .Then(200, Succeeded).Then(200, ArmScript.Group());

        var operation = await PutAsync();
        var watch = Stopwatch.StartNew();
        await WaitAsync(operation);

        Assert.True(watch.Elapsed >= TimeSpan.FromMilliseconds(75), $"{watch.Elapsed}");
    }

    [Fact]
    public async Task Delete_Accepted_IsNotOverUntilItsOperationIs()
    {
        _arm.Then(200, ArmScript.Group()).Then(202, "", Addresses).Then(200, Succeeded);

        var group = await _arm.Groups.GetAsync("g1");
        var operation = await group.Value.DeleteAsync(WaitUntil.Started);
        Assert.False(operation.HasCompleted);
        await operation.WaitForCompletionResponseAsync(TimeSpan.FromMilliseconds(1));

        Assert.True(operation.HasCompleted);
        Assert.Equal(["GET", "DELETE", "GET"], _arm.Requests.Select(request => request.Method));
    }

    [Fact]
    public async Task Delete_NothingThere_IsOver()
    {
        _arm.Then(200, ArmScript.Group()).Then(204);

        var group = await _arm.Groups.GetAsync("g1");
        var operation = await group.Value.DeleteAsync(WaitUntil.Completed);

        Assert.True(operation.HasCompleted);
        Assert.Equal(2, _arm.Requests.Count);
    }

    private static ValueTask<Response<ContainerGroupResource>> WaitAsync(ArmOperation<ContainerGroupResource> operation) =>
        operation.WaitForCompletionAsync(TimeSpan.FromMilliseconds(1), CancellationToken.None);

    private Task<ArmOperation<ContainerGroupResource>> PutAsync() => _arm.Groups.CreateOrUpdateAsync(
        WaitUntil.Started,
        "g1",
        new ContainerGroupData(AzureLocation.WestEurope, [], ContainerInstanceOperatingSystemType.Linux));
}
