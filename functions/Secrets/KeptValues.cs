namespace CloudWorkspaces.Secrets;

internal sealed class KeptValues(SecretStore store, SecretValues values) : IKeptValues
{
    private const string Product = "-";

    public Task PutAsync(string workspace, string name, string value, CancellationToken cancellationToken)
    {
        SecretChange change = new() { Name = name, Delivery = SecretDelivery.None, Value = value, By = Product };
        return store.PutAsync(workspace, change, _ => { }, cancellationToken);
    }

    public Task<string?> FindAsync(string workspace, string name, CancellationToken cancellationToken) =>
        values.FindAsync(workspace, SecretDelivery.None, name, cancellationToken);

    public Task RemoveAsync(string workspace, string name, CancellationToken cancellationToken) =>
        store.DeleteAsync(workspace, SecretDelivery.None, name, _ => { }, cancellationToken);
}
