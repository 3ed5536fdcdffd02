using Microsoft.Extensions.Options;

namespace CloudWorkspaces.Workspaces;

/// <summary>The one workspace of the settings.</summary>
internal sealed class ConfiguredWorkspaces(IOptions<WorkspaceOptions> options) : IWorkspaces
{
    private readonly Workspace _default = From(options.Value);

    public Task<IReadOnlyList<Workspace>> ListAsync(CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<Workspace>>([_default]);

    public Task<Workspace?> FindAsync(WorkspaceName name, CancellationToken cancellationToken) =>
        Task.FromResult(name == _default.Name ? _default : null);

    private static Workspace From(WorkspaceOptions options) => new()
    {
        Name = WorkspaceName.TryParse(options.Default, out var name)
            ? name
            : throw new OptionsValidationException(
                WorkspaceOptions.Section, typeof(WorkspaceOptions), [WorkspaceValidation.BadName]),
        DefaultEnvironment = options.DefaultEnvironment,
        DefaultFlavor = options.DefaultFlavor,
    };
}
