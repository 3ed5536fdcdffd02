using System.Text.Json.Nodes;
using Azure;
using Azure.Monitor.Query;
using Azure.Monitor.Query.Models;
using CloudWorkspaces.Local.Arm.LogAnalytics;

namespace CloudWorkspaces.Local.Arm.Tests.LogAnalytics;

[Trait("Category", "Container")]
public sealed class LogAnalyticsTests(EmulatorFixture fixture) : IClassFixture<EmulatorFixture>
{
    private readonly string _workspace = Guid.NewGuid().ToString();

    private ArmApi Api => fixture.Api;

    [Fact]
    public async Task Query_LinesOfADeletedGroup_AreThereAlsoAfterARestartOfTheEmulator()
    {
        var deleted = await Api.CreateAsync(Body("echo first warning; (printf 'in '; busybox sleep 0.2; echo pieces) >&2; exit 3"));
        await Api.WaitForStateAsync(deleted, "Failed");
        await Api.DeleteAsync(deleted);
        var running = await Api.CreateAsync(Body("echo still here; exec busybox sleep 600"));
        await Api.WaitForStateAsync(running, "Running");
        var query = $"ContainerInstanceLog_CL | where ContainerGroup_s == '{deleted}' | order by TimeGenerated asc | project Message, Source_s";

        Assert.Equal(["first warning stdout", "in pieces stderr"], Lines(await QueryAsync(query)));
        Assert.Equal(3, (await QueryAsync("ContainerInstanceLog_CL | count")).Rows[0].GetInt64("Count"));

        await fixture.Emulator.KillAsync();
        await fixture.Emulator.StartProcessAsync();

        Assert.Equal(["first warning stdout", "in pieces stderr"], Lines(await QueryAsync(query)));
        Assert.Equal(3, (await QueryAsync("ContainerInstanceLog_CL | count")).Rows[0].GetInt64("Count"));
        var events = await QueryAsync(
            $"ContainerEvent_CL | where ContainerGroup_s == '{running}' | sort by TimeGenerated asc | project Reason_s, Count_d");
        Assert.Equal(["Created 1", "Pulled 1", "Started 1"], Lines(events).Order());
        await Api.DeleteAsync(running);
    }

    [Fact]
    public async Task Query_OfAnotherWorkspace_FindsNothing()
    {
        var name = await Api.CreateAsync(Body("echo mine"));
        await Api.WaitForStateAsync(name, "Succeeded");

        var client = MonitorClients.Logs(fixture);
        var other = await client.QueryWorkspaceAsync(Guid.NewGuid().ToString(), "ContainerInstanceLog_CL", QueryTimeRange.All);

        Assert.Empty(other.Value.Table.Rows);
        Assert.Equal("PrimaryResult", other.Value.Table.Name);
        Assert.Equal(["mine"], (await QueryAsync("ContainerInstanceLog_CL")).Rows.Select(row => row.GetString("Message")));
    }

    [Fact]
    public async Task Query_NotUnderstood_IsRefusedWithTheServicesCode()
    {
        var failure = await Assert.ThrowsAsync<RequestFailedException>(() => QueryAsync("ContainerInstanceLog_CL | render piechart"));

        Assert.Equal((400, "BadArgumentError"), (failure.Status, failure.ErrorCode));
        Assert.Contains("Query could not be parsed at 'render' on line [1,26]", failure.Message);
    }

    [Fact]
    public void EngineLog_OfBothEngines_IsCutIntoLines()
    {
        const string Podman =
            "2026-03-01T12:00:00.000000001+01:00 stdout P in \n2026-03-01T12:00:00.5+01:00 stderr F other\n" +
            "2026-03-01T12:00:01+01:00 stdout F pieces\n2026-03-01T12:00:02+01:00 stdout F hal";
        const string Docker = """{"log":"a\n","stream":"stdout","time":"2026-03-01T11:00:00Z"}""" + "\n";

        var podman = EngineLogFile.Parse(System.Text.Encoding.UTF8.GetBytes(Podman), 5);
        var docker = Assert.Single(EngineLogFile.Parse(System.Text.Encoding.UTF8.GetBytes(Docker), 0));

        Assert.Equal(["stderr other", "stdout in pieces"], podman.Select(line => $"{line.Stream} {line.Text}"));
        Assert.Equal(5 + Podman.LastIndexOf('\n') + 1, podman[^1].Next);
        Assert.Equal(("a", Docker.Length), (docker.Text, docker.Next));
    }

    private JsonObject Body(string script)
    {
        var body = Bodies.Group(script);
        body["properties"]!["diagnostics"] = new JsonObject
        {
            ["logAnalytics"] = new JsonObject { ["workspaceId"] = _workspace, ["workspaceKey"] = "a2V5" },
        };
        return body;
    }

    private async Task<LogsTable> QueryAsync(string query) =>
        (await MonitorClients.Logs(fixture).QueryWorkspaceAsync(_workspace, query, TimeSpan.FromHours(1))).Value.Table;

    private static IEnumerable<string> Lines(LogsTable table) => table.Rows.Select(row => string.Join(' ', row));
}
