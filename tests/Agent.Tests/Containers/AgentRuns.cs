using System.Text.Json.Nodes;
using Azure.Storage.Blobs;
using CloudWorkspaces.Agent.Notebooks;
using CloudWorkspaces.Testing;

namespace CloudWorkspaces.Agent.Tests.Containers;

/// <summary>A run of the agent in the environment image, against the shared Azurite.</summary>
internal static class AgentRuns
{
    /// <summary>The settled event of a run that goes to its end by itself.</summary>
    public static async Task<JsonObject> SettleAsync(AgentApp app, params string[] options)
    {
        await using var container = AgentContainer.Start(app, LocalTools.EoImage, options);
        await container.ExitsAsync(0);
        Assert.True(app.HasEvent("finished"), container.Output);
        return app.Settled!;
    }

    public static async Task<AgentApp> StartAppAsync(string notebook, JsonObject? job = null)
    {
        var azurite = await AzuriteServer.SharedAsync();
        var container = new BlobContainerClient(azurite.ConnectionString, $"agent-{Guid.NewGuid():N}");
        return await AgentApp.StartAsync(notebook, container, job ?? []);
    }

    /// <summary>Papermill's status of each cell of the stored result notebook, without what it or the agent has added.</summary>
    public static async Task<string[]> CellStatesAsync(AgentApp app)
    {
        var notebook = JsonNode.Parse(await app.ReadAsync("output.ipynb"))!;
        return [.. notebook["cells"]!.AsArray().Where(cell => !CauseMarkers.Is(cell)).Select(cell => (string)cell!["metadata"]!["papermill"]!["status"]!)];
    }
}
