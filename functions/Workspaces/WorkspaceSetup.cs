using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace CloudWorkspaces.Workspaces;

/// <summary>Makes the workspace of the settings when the app starts, where it is missing.</summary>
internal sealed class WorkspaceSetup(
    WorkspaceCreation creation, IOptions<WorkspaceOptions> options, TimeProvider time) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken) => creation.EnsureDefaultAsync(
        WorkspaceName.TryParse(options.Value.Default, out var name)
            ? name
            : throw new OptionsValidationException(
                WorkspaceOptions.Section, typeof(WorkspaceOptions), [WorkspaceValidation.BadName]),
        time.GetUtcNow(),
        cancellationToken);

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
