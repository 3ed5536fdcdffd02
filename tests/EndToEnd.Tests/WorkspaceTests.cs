using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Azure.Data.Tables;
using CloudWorkspaces.Testing;

namespace CloudWorkspaces.EndToEnd.Tests;

/// <summary>A team's workspace from its first user to its removal, with real containers and shares.</summary>
[Trait("Category", "EndToEnd")]
public sealed class WorkspaceTests
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(120);

    /// <summary>The janitor removes in rounds of 30 seconds; a round that a request to storage holds up is repeated.</summary>
    private static readonly TimeSpan Removal = TimeSpan.FromSeconds(300);

    [Fact]
    public async Task Workspace_OfAUser_HasAHomeAndCostsAndLeavesNothing()
    {
        await using var stack = await LocalStack.StartAsync(new StackOptions
        {
            Settings = new Dictionary<string, string>
            {
                ["Workspaces__DeletionGraceSeconds"] = "1",
                ["Flavors__small__PricePerHour"] = "3.6",
            },
        });
        using var owner = await NewUserAsync(stack, "ana");
        using var viewer = await NewUserAsync(stack, "ben");
        using var made = await owner.Http.PostAsJsonAsync("/api/workspaces", new { name = "team" });
        using var member = await owner.Http.PutAsJsonAsync("members/ben", new { role = "viewer" });
        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.Created), (made.StatusCode, member.StatusCode));
        var home = Path.Combine(stack.Arm.State.FullName, "shares", "homes", "team-home");
        Assert.True(Directory.Exists(home), $"There is no {home}.");

        using var forbidden = await viewer.Http.PostAsJsonAsync("runs", new { notebook = "a.ipynb" });
        Assert.Equal(HttpStatusCode.Forbidden, forbidden.StatusCode);
        var first = await owner.RunAsync(Notebooks.Python("open('/home/jovyan/kept.txt', 'w').write('kept')"));
        var run = await viewer.WaitForEndAsync(first, Deadline);
        Assert.Equal("succeeded", run["state"]!.GetValue<string>());
        Assert.Equal("kept", await File.ReadAllTextAsync(Path.Combine(home, "kept.txt")));
        await stack.Groups.WaitUntilNoneAsync(Deadline);
        JsonNode usage = new JsonObject();
        await Eventually.TrueAsync(
            async () => (usage = (await viewer.Http.GetFromJsonAsync<JsonNode>("usage"))!)["costs"]!["runs"]!["booked"]!.GetValue<decimal>() > 0,
            Deadline,
            "the run's cost is booked");
        var costs = usage["costs"]!["runs"]!;
        Assert.Equal((1, 0m), (costs["groups"]!.GetValue<int>(), costs["estimated"]!.GetValue<decimal>()));
        Assert.Equal(3.6 * costs["hours"]!.GetValue<double>(), (double)costs["booked"]!.GetValue<decimal>(), 6);

        var sessions = new SessionClient(owner.Http);
        await sessions.WaitForAsync(await sessions.StartAsync(), Deadline, "ready");
        var living = await owner.RunAsync(Notebooks.Python("import time\ntime.sleep(600)"));
        await owner.WaitForStateAsync(living, ["running"], Deadline);
        usage = (await viewer.Http.GetFromJsonAsync<JsonNode>("usage"))!;
        Assert.Equal((1, 1, 2), (Used("runs"), Used("sessions"), Used("cpu")));
        Assert.True(usage["costs"]!["sessions"]!["estimated"]!.GetValue<decimal>() > 0);

        using var mounted = await owner.Http.PutAsJsonAsync(
            "mounts/theirs", new { kind = "blob", sasUrl = "https://a.blob.core.windows.net/c-1?sr=c&sp=rl&sig=x" });
        Assert.Equal(HttpStatusCode.Created, mounted.StatusCode);
        Assert.Equal((2, 1, 1), await RowsAsync(stack));

        using var deleted = await owner.Http.DeleteAsync("../team?confirm=team");
        Assert.Equal(HttpStatusCode.Accepted, deleted.StatusCode);
        await stack.Groups.WaitUntilNoneAsync(Deadline);
        await Eventually.TrueAsync(
            () => Task.FromResult(!Directory.Exists(home)),
            Removal,
            () => $"the home is removed. The app said: …{stack.App.Output[^Math.Min(stack.App.Output.Length, 8_000)..]}");
        await Eventually.TrueAsync(
            async () => (await stack.Client.Http.GetAsync("../team")).StatusCode is HttpStatusCode.NotFound,
            Deadline,
            "the workspace is gone");
        await Eventually.TrueAsync(
            async () => await RowsAsync(stack) == (0, 0, 0), Deadline, "neither mounts nor what opens them are left");
        using var again = await owner.Http.PostAsJsonAsync("/api/workspaces", new { name = "team" });
        Assert.Equal(HttpStatusCode.Conflict, again.StatusCode);

        double Used(string what) => usage[what]!["used"]!.GetValue<double>();
    }

    /// <summary>Of the workspace's mounts and what opens them.</summary>
    private static async Task<(int Mounts, int Secrets, int Values)> RowsAsync(LocalStack stack)
    {
        return (await CountAsync("Mounts"), await CountAsync("Secrets"), await CountAsync("SecretValues"));

        async Task<int> CountAsync(string table) => await new TableClient(stack.StorageConnection, table)
            .QueryAsync<TableEntity>("PartitionKey eq 'team'")
            .CountAsync();
    }

    private static async Task<WorkspaceClient> NewUserAsync(LocalStack stack, string user)
    {
        using var answer = await stack.Client.Http.PostAsJsonAsync("/api/tokens", new { user, label = "test" });
        var token = (await answer.Content.ReadFromJsonAsync<JsonObject>())!["token"]!.GetValue<string>();
        return new WorkspaceClient(stack.App.Address, token, "team");
    }
}
