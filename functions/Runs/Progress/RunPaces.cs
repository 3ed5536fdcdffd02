using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Azure;
using Azure.Data.Tables;
using CloudWorkspaces.Runs.Orchestration;
using CloudWorkspaces.Workspaces;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Hosting;

namespace CloudWorkspaces.Runs.Progress;

/// <summary>Keeps the <see cref="RunPace"/> of each notebook and flavor: one small row, in the partition of the workspace.</summary>
public sealed class RunPaces(TableServiceClient tables) : IRunFollower, IWorkspaceContent, IHostedService
{
    private const string Column = "Samples";

    private readonly TableClient _table = tables.GetTableClient("RunPaces");

    public Task StartAsync(CancellationToken cancellationToken) => _table.CreateIfNotExistsAsync(cancellationToken);

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task<RunPace> OfAsync(RunRecord run, CancellationToken cancellationToken) =>
        (await ReadAsync(run, cancellationToken)).Pace;

    /// <summary>Of many runs that end at the same time one is remembered, which is enough.</summary>
    public async Task SettledAsync(RunRecord run, DurableTaskClient client, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(run);
        if (run is not { State: RunState.Succeeded, StartedOn: { } startedOn, EndedOn: { } endedOn })
        {
            return;
        }

        var (before, tag) = await ReadAsync(run, cancellationToken);
        var after = before.With(new RunPaceSample(run.Id.Value, Math.Round((endedOn - startedOn).TotalSeconds, 1)));
        if (after == before)
        {
            return;
        }

        TableEntity row = new(run.Workspace, Key(run)) { [Column] = JsonSerializer.Serialize(after.Samples) };
        try
        {
            await (tag is null
                ? _table.AddEntityAsync(row, cancellationToken)
                : _table.UpdateEntityAsync(row, tag.Value, TableUpdateMode.Replace, cancellationToken));
        }
        catch (RequestFailedException other) when (other.Status is 404 or 409 or 412)
        {
            // Another run has been faster.
        }
    }

    public async Task RemoveAsync(Workspace workspace, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(workspace);
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {workspace.Name.Value}");
        await foreach (var row in _table.QueryAsync<TableEntity>(filter, select: ["RowKey"], cancellationToken: cancellationToken))
        {
            await _table.DeleteEntityAsync(workspace.Name.Value, row.RowKey, ETag.All, cancellationToken);
        }
    }

    private static string Key(RunRecord run) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{run.Flavor}\n{run.Notebook}")));

    private async Task<(RunPace Pace, ETag? Tag)> ReadAsync(RunRecord run, CancellationToken cancellationToken)
    {
        var row = await _table.GetEntityIfExistsAsync<TableEntity>(
            run.Workspace, Key(run), cancellationToken: cancellationToken);
        return row.HasValue
            ? (new RunPace { Samples = JsonSerializer.Deserialize<RunPaceSample[]>(row.Value!.GetString(Column))! }, row.Value.ETag)
            : (RunPace.None, null);
    }
}
