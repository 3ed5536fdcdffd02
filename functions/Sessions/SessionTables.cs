using Azure.Data.Tables;
using Microsoft.Extensions.Hosting;

namespace CloudWorkspaces.Sessions;

/// <summary>The tables of <see cref="SessionStore"/>; created when the app starts, where they are missing.</summary>
internal sealed class SessionTables(TableServiceClient tables) : IHostedService
{
    /// <summary>Partition key the workspace; see <see cref="SessionRows"/>.</summary>
    public TableClient Sessions { get; } = tables.GetTableClient("Sessions");

    /// <summary>One row per attempt that is not over: partition key the session's id, row key the attempt.</summary>
    public TableClient Active { get; } = tables.GetTableClient("ActiveSessions");

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await Sessions.CreateIfNotExistsAsync(cancellationToken);
        await Active.CreateIfNotExistsAsync(cancellationToken);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
