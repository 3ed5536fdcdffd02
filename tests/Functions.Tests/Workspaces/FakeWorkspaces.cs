using CloudWorkspaces.Workspaces;

namespace CloudWorkspaces.Functions.Tests.Workspaces;

/// <summary>One workspace, whatever its name, with limits that may change.</summary>
internal sealed class FakeWorkspaces : IWorkspaces
{
    public WorkspaceLimits Limits { get; set; } = new();

    public Workspace Of(WorkspaceName name) => new()
    {
        Name = name,
        DefaultEnvironment = "eo",
        DefaultFlavor = "small",
        Limits = Limits,
    };

    public Workspace Of(string name) => Of(WorkspaceName.TryParse(name, out var parsed) ? parsed : default);

    public Task<IReadOnlyList<Workspace>> ListAsync(CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<Workspace>>([Of("default")]);

    public Task<Workspace?> FindAsync(WorkspaceName name, CancellationToken cancellationToken) =>
        Task.FromResult<Workspace?>(Of(name));
}
