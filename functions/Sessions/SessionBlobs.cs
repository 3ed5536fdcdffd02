using System.Text.Json;
using Azure;
using Azure.Storage.Blobs;
using CloudWorkspaces.Runs;

namespace CloudWorkspaces.Sessions;

/// <summary>A session's blobs, beside those of the workspace's runs: <c>sessions/{id}/{attempt}/{name}</c>.</summary>
public sealed class SessionBlobs(BlobServiceClient blobs)
{
    internal static string Folder(SessionReference session) => $"sessions/{session.SessionId}/{session.Attempt}";

    public BlobClient Blob(SessionReference session, string name)
    {
        ArgumentNullException.ThrowIfNull(session);
        return blobs.GetBlobContainerClient(RunBlobs.Container(session.Workspace))
            .GetBlobClient($"{Folder(session)}/{name}");
    }

    /// <summary>Null before the agent's claim, and when it cannot be read.</summary>
    public async Task<SessionStatus?> StatusAsync(SessionReference session, CancellationToken cancellationToken)
    {
        try
        {
            var download = await Blob(session, RunBlobs.Status).DownloadContentAsync(cancellationToken);
            return download.Value.Content.ToObjectFromJson<SessionStatus>(JsonSerializerOptions.Web);
        }
        catch (RequestFailedException missing) when (missing.Status == 404)
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
