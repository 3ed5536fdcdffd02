using CloudWorkspaces.Http;
using CloudWorkspaces.Runs.Orchestration;
using CloudWorkspaces.Workspaces;

namespace CloudWorkspaces.Runs.Parameters;

/// <summary>Finds the schema of a notebook, by a container where it is not known.</summary>
public sealed class NotebookSchemaReader(NotebookSchemas schemas, NotebookInspection inspection, TimeProvider time)
{
    internal const int RetryAfterSeconds = 2;

    /// <summary>Well below what a caller waits for an answer; images that are not there yet take longer.</summary>
    private static readonly TimeSpan s_wait = TimeSpan.FromSeconds(25);

    private static readonly TimeSpan s_between = TimeSpan.FromMilliseconds(500);

    /// <returns>Null while a container is still at it.</returns>
    /// <exception cref="ProblemException">The notebook cannot be read, or no container can be had.</exception>
    internal async Task<ParameterSchema?> ReadAsync(
        Workspace workspace, InspectedNotebook notebook, ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        var name = workspace.Name.Value;
        var group = notebook.HomePath is null ? null : await inspection.FindAsync(workspace, notebook, cancellationToken);
        if (notebook.HomePath is not null && group is null)
        {
            // What an earlier inspection has left is of the notebook as it was then.
            await schemas.RemoveAsync(name, notebook.Folder, NotebookSchemas.Blob, cancellationToken);
        }

        var began = time.GetTimestamp();
        for (var started = group is not null; time.GetElapsedTime(began) < s_wait;)
        {
            if (await schemas.FindAsync(name, notebook.Folder, cancellationToken) is { } schema)
            {
                return await FinishAsync(workspace, notebook, schema, started, cancellationToken);
            }

            await GoOnAsync(workspace, notebook, content, cancellationToken);
            started = true;
            await Task.Delay(s_between, time, cancellationToken);
        }

        return null;
    }

    private async Task GoOnAsync(
        Workspace workspace, InspectedNotebook notebook, ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        switch (await inspection.FindAsync(workspace, notebook, cancellationToken))
        {
            case null:
                await StartAsync(workspace, notebook, content, cancellationToken);
                break;
            case { ImageError: { } error }:
                await inspection.EndAsync(workspace, notebook, cancellationToken);
                throw Failed($"The image cannot be had: {error}");
            case { Ended: true, ExitCode: not 0 } group:
                await inspection.EndAsync(workspace, notebook, cancellationToken);
                throw Failed($"The container could not read the notebook (exit code {group.ExitCode}).");
            case { Ended: true } when await schemas.FindAsync(workspace.Name.Value, notebook.Folder, cancellationToken) is null:
                // Somebody else has had its schema: it goes, and then there is another.
                await inspection.EndAsync(workspace, notebook, cancellationToken);
                break;
        }
    }

    private async Task StartAsync(
        Workspace workspace, InspectedNotebook notebook, ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        if (notebook.HomePath is null)
        {
            await schemas.PutNotebookAsync(workspace.Name.Value, notebook.Folder, content, cancellationToken);
        }

        var creation = await inspection.StartAsync(workspace, notebook, cancellationToken);
        if (creation.Outcome is not GroupCreationOutcome.Created)
        {
            throw Failed(creation.Ending?.Cause.Message ?? creation.Reason ?? "There is no room for a container now.");
        }
    }

    private static ProblemException Failed(string detail) => new(Problems.Unavailable(detail));

    private async Task<ParameterSchema> FinishAsync(
        Workspace workspace, InspectedNotebook notebook, ParameterSchema schema, bool started, CancellationToken cancellationToken)
    {
        var name = workspace.Name.Value;
        if (started)
        {
            await inspection.EndAsync(workspace, notebook, cancellationToken);
            await schemas.RemoveAsync(name, notebook.Folder, RunBlobs.Input, cancellationToken);
        }

        if (schema.Error is not null || notebook.HomePath is not null)
        {
            // The next one who asks is to get what is there then.
            await schemas.RemoveAsync(name, notebook.Folder, NotebookSchemas.Blob, cancellationToken);
        }

        return schema.Error is not { } error
            ? schema
            : throw new ProblemException(Problems.InvalidRequest(new Dictionary<string, string[]> { ["notebook"] = [error] }));
    }
}
