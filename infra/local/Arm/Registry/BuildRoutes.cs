using CloudWorkspaces.Local.Arm.Http;

namespace CloudWorkspaces.Local.Arm.Registry;

/// <summary>
/// The part of Microsoft.ContainerRegistry that builds images. Every registry is there, and all of them are the engine's
/// own store.
/// </summary>
internal static class BuildRoutes
{
    /// <summary>Where logs are read with the signature in their address alone, as from storage.</summary>
    public const string LogPrefix = "/registry-logs";

    public static readonly string[] Versions = ["2019-04-01", "2019-06-01-preview"];

    private const string One = "/subscriptions/{subscriptionId}/resourceGroups/{resourceGroup}" +
        "/providers/Microsoft.ContainerRegistry/registries/{name}";

    public static void MapRegistries(this IEndpointRouteBuilder routes)
    {
        routes.MapPost(One + "/scheduleRun", ScheduleAsync);
        routes.MapGet(One + "/runs/{runId}", Get);
        routes.MapPost(One + "/runs/{runId}/cancel", Cancel);
        routes.MapPost(One + "/runs/{runId}/listLogSasUrl", LogAddress);
        routes.MapGet(LogPrefix + "/{runId}", Log);
    }

    private static async Task<IResult> ScheduleAsync(HttpRequest request, BuildQueue queue)
    {
        var registry = Registry(request);
        var build = BuildRequestReader.Read(await ArmJson.ReadObjectAsync(request));
        return ArmJson.Result(View(queue.Add(registry, build)));
    }

    private static IResult Get(HttpRequest request, BuildStore store) => ArmJson.Result(View(Find(request, store)));

    private static IResult Cancel(HttpRequest request, BuildStore store, BuildQueue queue)
    {
        queue.Cancel(Find(request, store).RunId);
        return Results.Ok();
    }

    private static IResult LogAddress(HttpRequest request, BuildStore store) => ArmJson.Result(new
    {
        logLink = $"https://{request.Host}{LogPrefix}/{Find(request, store).RunId}?sig={store.Signature}",
    });

    private static IResult Log(HttpRequest request, string runId, BuildStore store)
    {
        if (request.Query["sig"] != store.Signature || store.Find(runId) is not { } run)
        {
            return Results.StatusCode(StatusCodes.Status403Forbidden);
        }

        var file = store.LogOf(run.RunId);
        return File.Exists(file) ? Results.File(file, "text/plain; charset=utf-8") : Results.Text("");
    }

    private static BuildRun Find(HttpRequest request, BuildStore store)
    {
        var registry = Registry(request);
        var runId = (string)request.RouteValues["runId"]!;
        return store.Find(runId) is { } run && run.Registry.Equals(registry, StringComparison.OrdinalIgnoreCase)
            ? run
            : throw ArmException.NotFound("RunNotFound", $"The run '{runId}' was not found.");
    }

    private static string Registry(HttpRequest request)
    {
        var scope = Scope.OfPath(request, ApiVersions.Require(request));
        return $"/subscriptions/{scope.SubscriptionId}/resourceGroups/{scope.ResourceGroup}" +
            $"/providers/Microsoft.ContainerRegistry/registries/{scope.Name}";
    }

    private static object View(BuildRun run) => new
    {
        id = $"{run.Registry}/runs/{run.RunId}",
        name = run.RunId,
        type = "Microsoft.ContainerRegistry/registries/runs",
        properties = new
        {
            run.RunId,
            run.Status,
            runType = "QuickRun",
            run.CreateTime,
            run.StartTime,
            run.FinishTime,
            platform = new { os = "Linux", architecture = "amd64" },
            run.RunErrorMessage,
            outputImages = run.Digest is null ? null : run.ImageNames.Select(name => new
            {
                registry = "localhost",
                repository = name.Split(':')[0],
                tag = name.Split(':')[1],
                run.Digest,
            }),
            provisioningState = run.IsOver ? run.Status is "Succeeded" ? "Succeeded" : "Failed" : "Running",
            isArchiveEnabled = false,
        },
    };
}
