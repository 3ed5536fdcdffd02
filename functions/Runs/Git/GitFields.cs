using System.Text.Json.Nodes;
using CloudWorkspaces.Http;
using CloudWorkspaces.Http.OpenApi;

namespace CloudWorkspaces.Runs.Git;

/// <summary>The field <c>git</c> of a request.</summary>
internal static class GitFields
{
    public const string Name = "git";

    public const string NewestCommit = "HEAD";

    public static readonly JsonObject Schema = Schemas.Object(
        SchemaField.Required("url", Schemas.Text(MaxUrl), "Of the repository, https."),
        SchemaField.Optional("revision", Schemas.Text(MaxRevision), "A commit, branch or tag; the newest commit if not given."),
        SchemaField.Required("path", Schemas.Text(), "Of the notebook in the repository."),
        SchemaField.Optional("credential", Schemas.Text(MaxCredential), "The name of a secret of the workspace."));

    private const int MaxUrl = 1_000;
    private const int MaxRevision = 250;
    private const int MaxCredential = 63;

    /// <summary>Null when the request has none. What is missing is empty, and told.</summary>
    public static GitSource? Read(JsonFields fields)
    {
        if (fields.Nested(Name) is not { } git)
        {
            return null;
        }

        var source = new GitSource
        {
            Url = git.Text("url", required: true, maxLength: MaxUrl) ?? "",
            Revision = git.Text("revision", maxLength: MaxRevision) ?? NewestCommit,
            Path = git.Text("path", required: true) ?? "",
            Credential = git.Text("credential", maxLength: MaxCredential),
        };
        git.RefuseOthers();
        return source;
    }
}
