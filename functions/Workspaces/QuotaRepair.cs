namespace CloudWorkspaces.Workspaces;

/// <summary>Takes back what counts against a quota although its workspace was never made, or is gone.</summary>
public sealed class QuotaRepair(WorkspaceStore store, WorkspaceQuota quota, TimeProvider time)
{
    /// <summary>A creation that goes on is left alone.</summary>
    private static readonly TimeSpan UnderWay = TimeSpan.FromMinutes(1);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var claims = await quota.ListAsync(cancellationToken).ToListAsync(cancellationToken);
        foreach (var (user, text, since) in claims.Where(claim => claim.Since < time.GetUtcNow() - UnderWay))
        {
            if (!WorkspaceName.TryParse(text, out var name))
            {
                continue;
            }

            var record = await store.FindAsync(name, cancellationToken);
            if (record?.CountsFor(user) is not true)
            {
                await quota.ReturnAsync(user, name, cancellationToken);
            }
        }
    }
}
