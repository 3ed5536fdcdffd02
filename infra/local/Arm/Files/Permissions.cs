namespace CloudWorkspaces.Local.Arm.Files;

/// <summary>Which letters of a shared access signature allow an operation.</summary>
internal static class Permissions
{
    public const string Delete = "d";

    public static string Of(FileRequest request) => request.Http.Method switch
    {
        "GET" when request.Comp == "list" => "l",
        "GET" or "HEAD" => "r",
        "DELETE" => Delete,
        "PUT" when request.Comp.Length == 0 => "cw",
        "PUT" => "w",
        _ => "",
    };
}
