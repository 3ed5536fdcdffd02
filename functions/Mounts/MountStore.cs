using Azure;
using Azure.Data.Tables;
using CloudWorkspaces.Http;
using CloudWorkspaces.Workspaces;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace CloudWorkspaces.Mounts;

/// <summary>
/// The table of mounts: a workspace's are a partition. Each change is written together with a guard row under its ETag,
/// as the paths of all mounts have to go together.
/// </summary>
public sealed class MountStore(TableServiceClient tables, IOptions<MountOptions> options) : IMounts, IWorkspaceContent, IHostedService
{
    private const int MaxConflicts = 20;

    private readonly TableClient _table = tables.GetTableClient("Mounts");

    public Task StartAsync(CancellationToken cancellationToken) => _table.CreateIfNotExistsAsync(cancellationToken);

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task<IReadOnlyList<Mount>> ListAsync(string workspace, CancellationToken cancellationToken)
    {
        var (mounts, _) = await ReadAsync(workspace, cancellationToken);
        return mounts;
    }

    public async Task<Mount?> FindAsync(string workspace, string name, CancellationToken cancellationToken)
    {
        var row = await _table.GetEntityIfExistsAsync<TableEntity>(
            workspace, MountRow.Key(name), cancellationToken: cancellationToken);
        return row.HasValue ? MountRow.FromEntity(row.Value!) : null;
    }

    /// <param name="workspace">Whose mount.</param>
    /// <param name="mount">With a tag of its own.</param>
    /// <param name="check">Is given the mount that is there, or null; throws where it does not fit.</param>
    /// <param name="cancellationToken">Ends the writing.</param>
    /// <returns>The mount before the change; null when it is new.</returns>
    /// <exception cref="ProblemException">400: it does not go with the others; 409: there were too many changes at once.</exception>
    internal async Task<Mount?> PutAsync(
        string workspace, Mount mount, Action<Mount?> check, CancellationToken cancellationToken) =>
        await ChangeAsync(
            workspace,
            mount.Name,
            others =>
            {
                RequestErrors errors = new();
                MountRules.CheckBeside(mount, others, options.Value, errors);
                errors.ThrowIfAny();
                return new(TableTransactionActionType.UpsertReplace, MountRow.ToEntity(workspace, mount));
            },
            check,
            cancellationToken);

    /// <returns>The mount that was there, or null.</returns>
    internal async Task<Mount?> DeleteAsync(
        string workspace, string name, Action<Mount?> check, CancellationToken cancellationToken) =>
        await FindAsync(workspace, name, cancellationToken) is null
            ? null
            : await ChangeAsync(
                workspace,
                name,
                _ => new(TableTransactionActionType.Delete, new TableEntity(workspace, MountRow.Key(name)), ETag.All),
                check,
                cancellationToken);

    /// <summary>All of a workspace that goes.</summary>
    public async Task RemoveAsync(Workspace workspace, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(workspace);
        var rows = _table.QueryAsync<TableEntity>(
            TableClient.CreateQueryFilter($"PartitionKey eq {workspace.Name.Value}"), cancellationToken: cancellationToken);
        await foreach (var row in rows)
        {
            await _table.DeleteEntityAsync(row.PartitionKey, row.RowKey, ETag.All, cancellationToken);
        }
    }

    private async Task<Mount?> ChangeAsync(
        string workspace,
        string name,
        Func<IReadOnlyList<Mount>, TableTransactionAction> change,
        Action<Mount?> check,
        CancellationToken cancellationToken)
    {
        for (var conflicts = 0; conflicts < MaxConflicts; conflicts++)
        {
            var (mounts, guard) = await ReadAsync(workspace, cancellationToken);
            var before = mounts.FirstOrDefault(mount => mount.Name == name);
            check(before);
            var action = change([.. mounts.Where(mount => mount.Name != name)]);
            var entity = new TableEntity(workspace, MountRow.Guard);
            TableTransactionAction turn = guard is { } tag
                ? new(TableTransactionActionType.UpdateReplace, entity, tag)
                : new(TableTransactionActionType.Add, entity);
            try
            {
                await _table.SubmitTransactionAsync([turn, action], cancellationToken);
                return before;
            }
            catch (RequestFailedException conflict) when (conflict.Status is 404 or 409 or 412)
            {
                // Another change came first: look at what it left.
            }
        }

        throw new ProblemException(Problems.WrongState($"The mounts of workspace '{workspace}' are changed by others right now."));
    }

    private async Task<(List<Mount> Mounts, ETag? Guard)> ReadAsync(string workspace, CancellationToken cancellationToken)
    {
        List<Mount> mounts = [];
        ETag? guard = null;
        await foreach (var row in _table.QueryAsync<TableEntity>(
            TableClient.CreateQueryFilter($"PartitionKey eq {workspace}"), cancellationToken: cancellationToken))
        {
            if (row.RowKey == MountRow.Guard)
            {
                guard = row.ETag;
            }
            else
            {
                mounts.Add(MountRow.FromEntity(row));
            }
        }

        return (mounts, guard);
    }
}
