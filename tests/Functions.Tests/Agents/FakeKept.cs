using CloudWorkspaces.Secrets;

namespace CloudWorkspaces.Functions.Tests.Agents;

/// <summary>Kept values by workspace and name, in memory.</summary>
internal sealed class FakeKept : IKeptValues
{
    public Dictionary<(string Workspace, string Name), string> Items { get; } = [];

    public Task PutAsync(string workspace, string name, string value, CancellationToken cancellationToken)
    {
        Items[(workspace, name)] = value;
        return Task.CompletedTask;
    }

    public Task<string?> FindAsync(string workspace, string name, CancellationToken cancellationToken) =>
        Task.FromResult(Items.GetValueOrDefault((workspace, name)));

    public Task RemoveAsync(string workspace, string name, CancellationToken cancellationToken)
    {
        Items.Remove((workspace, name));
        return Task.CompletedTask;
    }
}
