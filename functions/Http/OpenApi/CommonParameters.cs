using CloudWorkspaces.Identity;
using CloudWorkspaces.Workspaces;

namespace CloudWorkspaces.Http.OpenApi;

/// <summary>Parameters that stand in many addresses or go with many requests.</summary>
internal static class CommonParameters
{
    public static readonly ApiParameter IdempotencyKey = new(
        Idempotency.IdempotencyKey.Header,
        ApiParameter.InHeader,
        Schemas.Text(Idempotency.IdempotencyKey.MaxLength + 2, "^([!#-~]+|\"[!#-~]+\")$"),
        "The same key and request get the same answer, and nothing is done twice.");

    public static ApiParameter InPath(string name) => name switch
    {
        "ws" => InPath(name, "The name of a workspace.", 32, WorkspaceName.Pattern),
        "path" => InPath(name, "A path, whose slashes are not escaped."),
        "user" => InPath(name, "The name of a user.", 64, UserName.Pattern),
        "version" => InPath(name, "A version of the environment."),
        "name" => InPath(name, "A name."),
        _ => InPath(name, "An id."),
    };

    private static ApiParameter InPath(string name, string description, int maxLength = 1_024, string? pattern = null) =>
        new(name, ApiParameter.InPath, Schemas.Text(maxLength, pattern), description);
}
