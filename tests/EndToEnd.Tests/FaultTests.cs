using System.Text.Json.Nodes;
using CloudWorkspaces.Testing;

namespace CloudWorkspaces.EndToEnd.Tests;

/// <summary>Runs while the service of container groups fails.</summary>
[Trait("Category", "EndToEnd")]
public sealed class FaultTests(StackFixture fixture) : IClassFixture<StackFixture>
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(120);

    private readonly WorkspaceClient _client = fixture.Stack.Client;
    private readonly GroupClient _groups = fixture.Stack.Groups;

    [Theory]
    [InlineData("ContainerGroups_CreateOrUpdate", "Answer", 429)]
    [InlineData("ContainerGroups_CreateOrUpdate", "Answer", 503)]
    [InlineData("ContainerGroups_CreateOrUpdate", "DropBefore", null)]
    [InlineData("ContainerGroups_CreateOrUpdate", "DropAfter", null)]
    [InlineData("ContainerGroups_Get", "Answer", 500)]
    [InlineData("ContainerGroups_Delete", "Answer", 409)]
    [InlineData("ContainerGroups_Delete", "DropAfter", null)]
    public async Task Run_OperationFailsUpToTwice_SucceedsOnceAndLeavesNoGroup(string operation, string kind, int? status)
    {
        var fault = new JsonObject { ["kind"] = kind, ["operation"] = operation, ["count"] = 2 };
        if (status is not null)
        {
            (fault["status"], fault["retryAfterSeconds"]) = (status, 1);
        }

        await _groups.AskForFaultAsync(fault);

        var id = await _client.RunAsync(Notebooks.Python(Notebooks.MarkExecution));
        var run = await _client.WaitForEndAsync(id, Deadline);

        Assert.True(run["state"]!.GetValue<string>() == "succeeded", $"{run}");
        await Executions.AssertOnceAsync(_client, id);
        await _groups.WaitUntilNoneAsync(Deadline);
        Assert.True(await _groups.ClearFaultsAsync() < 2, "The fault never happened.");
    }

    [Fact]
    public async Task Run_ImageCannotBePulled_IsImageUnavailable()
    {
        await _groups.AskForFaultAsync(new { kind = "ImagePullFailure" });

        var run = await _client.WaitForEndAsync(await _client.RunAsync(Notebooks.Python("x = 1")), Deadline);

        Assert.Equal("failed", run["state"]!.GetValue<string>());
        Assert.Equal("image-unavailable", run["cause"]!["code"]!.GetValue<string>());
        await _groups.WaitUntilNoneAsync(Deadline);
    }
}
