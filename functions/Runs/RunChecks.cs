using System.Text.Json.Nodes;
using CloudWorkspaces.Containers;
using CloudWorkspaces.Http;
using CloudWorkspaces.Workspaces;
using Microsoft.Extensions.Options;

namespace CloudWorkspaces.Runs;

/// <summary>Checks a submission against what exists and resolves what it names.</summary>
public sealed class RunChecks(NotebookSource notebooks, ComputeChecks compute, IOptions<RunOptions> options)
{
    /// <param name="workspace">Where the run belongs.</param>
    /// <param name="submission">What was asked for.</param>
    /// <param name="errors">What reading the request has found already.</param>
    /// <param name="cancellationToken">Ends the checks.</param>
    /// <exception cref="ProblemException">
    /// 400 with all that is wrong; 422 when nothing but the notebook's parameters is.
    /// </exception>
    internal async Task<CheckedRun> CheckAsync(
        Workspace workspace, RunSubmission submission, RequestErrors errors, CancellationToken cancellationToken)
    {
        var environment = await compute.EnvironmentAsync(workspace, submission.Environment, errors, cancellationToken);
        var flavor = await compute.FlavorAsync(workspace, submission.Flavor, errors, cancellationToken);
        CheckKernel(submission.Kernel, errors);
        var timeout = RunTimeout(submission, errors);
        var notebook = await notebooks.ReadAsync(workspace, submission, errors, cancellationToken);
        var badRequest = errors.Any;
        if (submission.Parameters is { } parameters)
        {
            ParameterRules.Check(parameters, options.Value.MaxParametersBytes, errors);
        }

        if (errors.Any && !badRequest)
        {
            throw new ProblemException(Problems.InvalidParameters(errors.ToDictionary()));
        }

        errors.ThrowIfAny();
        return new CheckedRun
        {
            Notebook = notebook.Reference,
            Content = notebook.Content,
            Environment = environment!,
            Flavor = flavor!,
            Request = new RunRequest
            {
                Parameters = submission.Parameters is { } given ? JsonObject.Create(given)! : [],
                NotebookName = notebook.Name,
                HomePath = notebook.HomePath,
                Git = notebook.Git,
                Kernel = submission.Kernel,
                RunTimeoutSeconds = timeout,
                CellTimeoutSeconds = submission.CellTimeoutSeconds,
                StartTimeoutSeconds = submission.StartTimeoutSeconds ?? options.Value.DefaultStartTimeoutSeconds,
                Priority = submission.Priority ?? RunPriority.Normal,
                Retry = submission.Retry,
            },
        };
    }

    private int RunTimeout(RunSubmission submission, RequestErrors errors)
    {
        var seconds = submission.RunTimeoutSeconds ?? options.Value.DefaultTimeoutSeconds;
        if (seconds > options.Value.MaxTimeoutSeconds)
        {
            errors.Add("timeouts.runSeconds", $"must be at most {options.Value.MaxTimeoutSeconds} here.");
        }

        return seconds;
    }

    private static void CheckKernel(string? kernel, RequestErrors errors)
    {
        // Jupyter's own rule for names of kernels.
        if (kernel is not null && !kernel.All(part => char.IsAsciiLetterOrDigit(part) || part is '.' or '_' or '-'))
        {
            errors.Add("kernel", "must consist of a-z, A-Z, 0-9, '.', '_' and '-'.");
        }
    }
}
