namespace CloudWorkspaces.Local.Arm.Files;

/// <summary>Ends a request to the Files endpoint with one of the service's errors.</summary>
internal sealed class FileException(int status, string code, string message) : Exception(message)
{
    public int Status => status;

    /// <summary>Of the header x-ms-error-code.</summary>
    public string Code => code;

    public static FileException ShareNotFound() => new(404, "ShareNotFound", "The specified share does not exist.");

    public static FileException NotFound() => new(404, "ResourceNotFound", "The specified resource does not exist.");

    public static FileException ParentNotFound() => new(404, "ParentNotFound", "The specified parent path does not exist.");

    public static FileException AlreadyExists() => new(409, "ResourceAlreadyExists", "The specified resource already exists.");

    public static FileException WrongKind() =>
        new(409, "ResourceTypeMismatch", "The specified resource type does not match the type of the existing resource.");

    public static FileException ReadOnly() => new(409, "ReadOnlyAttribute", "The specified resource is read-only.");

    public static FileException Range() => new(416, "InvalidRange", "The range specified is invalid for the current size of the resource.");

    public static FileException Forbidden(string reason) => new(
        403,
        "AuthenticationFailed",
        $"Server failed to authenticate the request. Make sure the value of the Authorization header is formed correctly including the signature. {reason}");

    public static FileException Header(string name, string? value) =>
        new(400, "InvalidHeaderValue", $"The value '{value}' of the header '{name}' is invalid.");

    public static FileException Query(string name, string? value) =>
        new(400, "InvalidQueryParameterValue", $"The value '{value}' of the query parameter '{name}' is invalid.");

    public static FileException NotImplemented(string what) =>
        new(501, "NotImplemented", $"The emulator does not implement {what}.");
}
