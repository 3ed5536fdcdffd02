using System.Globalization;
using Azure.Storage.Sas;
using CloudWorkspaces.AzureServices;
using Microsoft.Extensions.Options;

namespace CloudWorkspaces.Environments.Builds;

/// <summary>
/// Has the registry build the image, and looks how far it is. Idempotent but for a crash between the registry's answer
/// and the row, after which the same image is built once more.
/// </summary>
public sealed class EnvironmentBuild(
    EnvironmentStore store,
    EnvironmentBlobs blobs,
    RegistryBuilds registry,
    IBlobSas sas,
    IOptions<EnvironmentBuildOptions> options)
{
    private static readonly TimeSpan s_contextLife = TimeSpan.FromHours(9);

    public async Task<EnvironmentStep> StepAsync(EnvironmentKey key, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (await store.FindAsync(key, cancellationToken) is not { State: EnvironmentState.Building } version)
        {
            return EnvironmentStep.Done;
        }

        if (version.BuildId is not { } runId)
        {
            runId = await ScheduleAsync(version, now, cancellationToken);
            await store.UpdateAsync(key, current => current with { BuildId = runId }, cancellationToken);
            return EnvironmentStep.GoesOn;
        }

        if (version.CancelRequestedOn is not null)
        {
            await registry.CancelAsync(runId, cancellationToken);
            return EnvironmentStep.Failed("Its making was cancelled.");
        }

        return await registry.FindAsync(runId, cancellationToken) switch
        {
            null => EnvironmentStep.Failed("The registry has lost the build."),
            { IsOver: false } => EnvironmentStep.GoesOn,
            var run => await EndAsync(version, runId, run, cancellationToken),
        };
    }

    private async Task<string> ScheduleAsync(EnvironmentVersion version, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var context = await BuildContext.OfAsync(version.Recipe!, cancellationToken);
        await blobs.WriteAsync(version.Key, EnvironmentBlobs.Context, context, cancellationToken);
        var address = await sas.IssueAsync(
            EnvironmentBlobs.Container(version.Key),
            EnvironmentBlobs.Path(version.Key, EnvironmentBlobs.Context),
            BlobSasPermissions.Read,
            now + s_contextLife,
            cancellationToken);
        var arguments = new Dictionary<string, string> { ["BASE"] = version.Recipe!.BaseImage };
        if (options.Value.PipIndex is { } index)
        {
            arguments["PIP_INDEX_URL"] = index.AbsoluteUri;
        }

        if (version.Recipe.Upgrade)
        {
            arguments["VERSION"] = version.Version;
            arguments["UPDATE"] = now.UtcDateTime.ToString("O", CultureInfo.InvariantCulture);
        }

        var name = $"cloud-workspaces/ws-{version.Workspace}/{version.Name}:{version.Version}";
        return await registry.ScheduleAsync(name, address, arguments, cancellationToken);
    }

    private async Task<EnvironmentStep> EndAsync(
        EnvironmentVersion version, string runId, RegistryRun run, CancellationToken cancellationToken)
    {
        var log = await registry.LogAsync(runId, cancellationToken);
        await blobs.WriteAsync(version.Key, EnvironmentBlobs.Log, log, cancellationToken);
        if (run.Image is not { } image)
        {
            return EnvironmentStep.Failed(run.Status is "Failed"
                ? $"The build failed. {BuildLog.Explain(log.ToString(), options.Value.PipIndex)}"
                : $"The build ended as {run.Status}. {run.Error}");
        }

        await store.UpdateAsync(
            version.Key, current => current with { Image = image, State = EnvironmentState.Checking }, cancellationToken);
        return EnvironmentStep.Done;
    }
}
