using System.Text.Json;
using Azure.Data.Tables;
using CloudWorkspaces.Http;

namespace CloudWorkspaces.Processes;

/// <summary>A process as a table entity, and back: one document, which a property's 64 KiB must hold.</summary>
internal static class ProcessRow
{
    /// <summary>Characters of a document.</summary>
    public const int MaxDocument = 32_000;

    private const string Document = "Document";

    public static string Serialize(NotebookProcess process) => JsonSerializer.Serialize(process, ApiJson.Options);

    public static TableEntity ToEntity(NotebookProcess process) =>
        new(process.Workspace, process.Id) { [Document] = Serialize(process) };

    public static NotebookProcess FromEntity(TableEntity entity) =>
        JsonSerializer.Deserialize<NotebookProcess>(entity.GetString(Document), ApiJson.Options)!;
}
