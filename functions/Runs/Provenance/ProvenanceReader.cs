using System.Text.Json;
using System.Text.Json.Nodes;
using Azure;
using CloudWorkspaces.Http;
using CloudWorkspaces.Runs.Orchestration;
using Microsoft.AspNetCore.Http;

namespace CloudWorkspaces.Runs.Provenance;

/// <summary>Puts a run's provenance together from its row, its request and what its agent has written.</summary>
public sealed class ProvenanceReader(IRunStore runs, IRunDocuments documents, RunBlobStore blobs)
{
    /// <param name="run">As the attempt that is asked for.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    internal async Task<JsonObject> ReadAsync(RunRecord run, CancellationToken cancellationToken)
    {
        var (document, isWhole) = await AloneAsync(run, cancellationToken);
        if (isWhole && run.RerunOf is { } repeated && RunId.TryParse(repeated, out var id) &&
            await runs.FindAsync(run.Workspace, id, cancellationToken) is { } earlier)
        {
            var (before, isKnown) = await AloneAsync(earlier, cancellationToken);
            if (isKnown)
            {
                var differences = ProvenanceDifferences.Find(before, document);
                document["differences"] = JsonSerializer.SerializeToNode(
                    differences.Take(ProvenanceDifferences.MaxNamed), ApiJson.Options);
                document["differenceCount"] = differences.Count;
            }
        }

        return document;
    }

    /// <summary>And whether the agent came so far that it wrote its part.</summary>
    private async Task<(JsonObject Document, bool IsWhole)> AloneAsync(RunRecord run, CancellationToken cancellationToken)
    {
        var request = documents.RequestAsync(new RunReference(run.Workspace, run.Id.Value), cancellationToken);
        var agent = await OfAgentAsync(run, cancellationToken);
        return (ProvenanceDocument.Of(run, await request, agent), agent is not null);
    }

    private async Task<JsonObject?> OfAgentAsync(RunRecord run, CancellationToken cancellationToken)
    {
        try
        {
            var content = await blobs.Blob(run, RunBlobs.Provenance).DownloadContentAsync(cancellationToken);
            return JsonNode.Parse(content.Value.Content) as JsonObject;
        }
        catch (RequestFailedException missing) when (missing.Status == StatusCodes.Status404NotFound)
        {
            return null;
        }
        catch (JsonException)
        {
            // A container writes it: what is not the agent's format tells nothing.
            return null;
        }
    }
}
