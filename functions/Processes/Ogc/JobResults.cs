using System.Net.Http.Headers;
using CloudWorkspaces.Files;
using CloudWorkspaces.Http;
using CloudWorkspaces.Processes.Execution;
using CloudWorkspaces.Runs;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace CloudWorkspaces.Processes.Ogc;

/// <summary>
/// Answers with the results of a job: one document, or as they are - one by its bytes, several as
/// <c>multipart/related</c>, those by reference as links.
/// </summary>
public sealed class JobResults(OutputReader reader, ResultDocument documents)
{
    /// <param name="call">The request.</param>
    /// <param name="run">It has succeeded.</param>
    /// <param name="execution">What was asked for.</param>
    /// <param name="names">The outputs that are wanted of these; null for all.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    internal async Task<IActionResult> AnswerAsync(
        OgcCall call, RunRecord run, ProcessExecution execution, IReadOnlyList<string>? names, CancellationToken cancellationToken)
    {
        var outputs = Choose(run, execution, names);
        var job = $"{call.BaseAddress}/jobs/{run.Id}";
        if (execution.AsDocument || outputs.Count == 0)
        {
            return ApiJson.Result(await documents.MakeAsync(job, run, outputs, cancellationToken));
        }

        if (outputs.All(output => output.ByReference))
        {
            var links = outputs.Select(output =>
                $"<{ResultDocument.Address(job, output)}>; rel=\"item\"; title=\"{output.Name}\"; type=\"{output.Output.MediaType}\"");
            call.Request.HttpContext.Response.Headers.Append("Link", string.Join(", ", links));
            return new NoContentResult();
        }

        return outputs is [var only]
            ? await OneAsync(call, run, only, cancellationToken)
            : await ManyAsync(job, run, outputs, cancellationToken);
    }

    /// <exception cref="ProblemException">404: the process has no such output, or the run has not left it.</exception>
    internal async Task<IActionResult> OneAsync(
        OgcCall call, RunRecord run, ProcessExecution execution, string name, CancellationToken cancellationToken)
    {
        // The notebook is there whatever was asked for: it says why a job has failed.
        var output = execution.Outputs.FirstOrDefault(one => one.Name == name) ??
            (name == ProcessOutputs.Notebook ? new ExecutedOutput(name, ProcessOutputs.OfNotebook, ByReference: false) : null) ??
            throw NoSuchOutput(run, name);
        return await OneAsync(call, run, output, cancellationToken);
    }

    private async Task<IActionResult> OneAsync(OgcCall call, RunRecord run, ExecutedOutput output, CancellationToken cancellationToken)
    {
        if (reader.Blob(run, output.Output) is { } blob)
        {
            return await BlobDownload.OpenAsync(
                call.Request.HttpContext.Response, blob, FileName(run, output), output.Output.MediaType, inline: false, cancellationToken) ??
                throw NoSuchOutput(run, output.Name);
        }

        var content = await reader.ReadAsync(run, output, cancellationToken) ?? throw NoSuchOutput(run, output.Name);
        return new FileContentResult(content.Bytes!.Value.ToArray(), content.MediaType);
    }

    private async Task<IActionResult> ManyAsync(
        string job, RunRecord run, IReadOnlyList<ExecutedOutput> outputs, CancellationToken cancellationToken)
    {
        using MultipartContent parts = new("related");
        foreach (var output in outputs)
        {
            if (await reader.ReadAsync(run, output, cancellationToken) is { } content)
            {
                var byReference = output.ByReference || content.Bytes is null;
                ByteArrayContent part = new(byReference ? [] : content.Bytes!.Value.ToArray());
                part.Headers.ContentType = MediaTypeHeaderValue.Parse(content.MediaType);
                part.Headers.Add("Content-ID", output.Name);
                part.Headers.ContentLocation = byReference ? new Uri(ResultDocument.Address(job, output)) : null;
                parts.Add(part);
            }
        }

        return new FileContentResult(await parts.ReadAsByteArrayAsync(cancellationToken), parts.Headers.ContentType!.ToString());
    }

    private static List<ExecutedOutput> Choose(RunRecord run, ProcessExecution execution, IReadOnlyList<string>? names)
    {
        if (names?.FirstOrDefault(name => execution.Outputs.All(output => output.Name != name)) is { } unknown)
        {
            throw NoSuchOutput(run, unknown);
        }

        return [.. execution.Outputs.Where(output => names?.Contains(output.Name) ?? true)];
    }

    private static string FileName(RunRecord run, ExecutedOutput output) => output.Output.Kind switch
    {
        ProcessOutputKind.Notebook => Path.GetFileName(run.Notebook),
        ProcessOutputKind.Log => $"{run.Id}.log",
        _ => Path.GetFileName(output.Output.Path) ?? output.Name,
    };

    private static ProblemException NoSuchOutput(RunRecord run, string name) =>
        new(OgcProblems.NoSuchOutput($"Job '{run.Id}' has no output '{name}'."));
}
