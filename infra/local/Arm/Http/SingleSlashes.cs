namespace CloudWorkspaces.Local.Arm.Http;

/// <summary>
/// Makes one slash of several in a path, as Resource Manager does: clients that put a resource id behind a slash of their
/// own send two.
/// </summary>
internal static class SingleSlashes
{
    public static void UseSingleSlashes(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        context.Request.Path = Of(context.Request.Path.Value!);
        return next(context);
    });

    public static string Of(string path) => path.Contains("//", StringComparison.Ordinal)
        ? "/" + string.Join('/', path.Split('/', StringSplitOptions.RemoveEmptyEntries))
        : path;
}
