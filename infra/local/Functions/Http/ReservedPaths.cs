using CloudWorkspaces.Local.Functions.Admin;
using CloudWorkspaces.Local.Functions.Webhooks;
using Microsoft.AspNetCore.Http;

namespace CloudWorkspaces.Local.Functions.Http;

/// <summary>What the host serves itself. No function is asked for these paths, whatever its route.</summary>
internal sealed class ReservedPaths(AdminApi admin, DurableWebhook durable)
{
    private const string Admin = "admin";
    private const string Runtime = "runtime";

    public static bool IsReserved(string segment) => Is(segment, Admin) || Is(segment, Runtime);

    /// <summary>False when the request is for the functions.</summary>
    public async Task<bool> TryHandleAsync(HttpContext context)
    {
        var path = Segments(context.Request.Path);
        if (path is not [var first, ..] || !IsReserved(first))
        {
            return false;
        }

        var result = Is(first, Admin)
            ? await admin.HandleAsync(context, path[1..])
            : path is [_, var webhooks, var extension, ..] && Is(webhooks, "webhooks") && Is(extension, "durabletask")
                ? await durable.HandleAsync(context, path[3..])
                : Results.NotFound();
        await result.ExecuteAsync(context);
        return true;
    }

    private static bool Is(string segment, string name) => segment.Equals(name, StringComparison.OrdinalIgnoreCase);

    /// <summary>Only a slash within a segment arrives escaped.</summary>
    private static string[] Segments(PathString path) =>
    [
        .. (path.Value ?? "").Split('/', StringSplitOptions.RemoveEmptyEntries)
            .Select(segment => segment.Replace("%2F", "/", StringComparison.OrdinalIgnoreCase)),
    ];
}
