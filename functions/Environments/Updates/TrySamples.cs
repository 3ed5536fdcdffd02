using CloudWorkspaces.Http;
using CloudWorkspaces.Identity;
using CloudWorkspaces.Runs;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Options;

namespace CloudWorkspaces.Environments.Updates;

/// <summary>
/// Runs one sample after the other on the new version, or looks how far they are. Idempotent but for a crash between a
/// run and the update's row, after which that sample runs once more.
/// </summary>
public sealed class TrySamples(
    EnvironmentUpdateStore updates,
    UpdateWorkspace workspaces,
    UpdateSamples samples,
    RunChecks checks,
    RunIntake intake,
    IRunStore runs,
    IOptions<EnvironmentUpdateOptions> options)
{
    internal static Caller Caller { get; } = new("environment-updates");

    [Function(nameof(TrySamples))]
    public async Task<EnvironmentUpdateStep> RunAsync(
        [ActivityTrigger] EnvironmentUpdateKey key,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken)
    {
        if (await updates.FindOpenAsync(key, cancellationToken) is not { } update)
        {
            return EnvironmentUpdateStep.Failed("The update is over.");
        }

        var names = samples.Names(update.Name);
        foreach (var name in names)
        {
            if (!update.Runs.TryGetValue(name, out var id))
            {
                return await StartAsync(update, name, client, cancellationToken);
            }

            if (Judge(name, id, await runs.FindAsync(update.Workspace, RunId.Parse(id), cancellationToken)) is { } step)
            {
                return step;
            }
        }

        return names.Count > 0
            ? EnvironmentUpdateStep.Done
            : EnvironmentUpdateStep.Failed($"There are no sample notebooks to try it with: {update.Name}/samples has none.");
    }

    /// <summary>Null for a run that succeeded.</summary>
    private static EnvironmentUpdateStep? Judge(string name, string id, RunRecord? run) => run switch
    {
        null => EnvironmentUpdateStep.Failed($"The run {id} of the sample {name} is gone."),
        { State: RunState.Succeeded } => null,
        _ when run.State.IsTerminal() => EnvironmentUpdateStep.Failed(
            $"The sample {name} failed (run {id}): {run.Cause?.Message}"),
        _ => EnvironmentUpdateStep.GoesOn,
    };

    private async Task<EnvironmentUpdateStep> StartAsync(
        EnvironmentUpdate update, string name, DurableTaskClient client, CancellationToken cancellationToken)
    {
        var submission = new RunSubmission
        {
            Upload = new UploadedNotebook
            {
                FileName = name,
                Content = await samples.ReadAsync(update.Name, name, cancellationToken),
            },
            Environment = $"{update.Name}:{update.Version}",
            RunTimeoutSeconds = options.Value.TrialTimeoutSeconds,
        };
        try
        {
            var workspace = await workspaces.GetAsync(cancellationToken);
            var wanted = await checks.CheckAsync(workspace, submission, new RequestErrors(), cancellationToken);
            var run = await intake.AcceptAsync(workspace, wanted, RunOrigin.System, Caller, client, cancellationToken);
            await updates.ChangeOpenAsync(
                update.Key,
                current => current with
                {
                    State = EnvironmentUpdateState.Trying,
                    Runs = new Dictionary<string, string>(current.Runs) { [name] = run.Id.Value },
                },
                CancellationToken.None);
            return EnvironmentUpdateStep.GoesOn;
        }
        catch (ProblemException problem)
        {
            return EnvironmentUpdateStep.Failed($"The sample {name} could not be run. {problem.Explain()}");
        }
    }
}
