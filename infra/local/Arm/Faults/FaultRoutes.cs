using CloudWorkspaces.Local.Arm.Groups;
using CloudWorkspaces.Local.Arm.Http;

namespace CloudWorkspaces.Local.Arm.Faults;

/// <summary>How faults are asked for. Resource Manager has nothing of the kind.</summary>
internal static class FaultRoutes
{
    public const string Path = "/faults";

    public static void MapFaults(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(Path, (FaultPlan plan) => ArmJson.Result(new { value = plan.All }));
        routes.MapDelete(Path, (FaultPlan plan) =>
        {
            plan.Clear();
            return Results.NoContent();
        });
        routes.MapPost(Path, PostAsync);
    }

    private static async Task<IResult> PostAsync(
        HttpRequest request, FaultPlan plan, GroupRegistry registry, GroupService groups)
    {
        var fault = FaultReader.Read(await ArmJson.ReadObjectAsync(request));
        if (fault.Kind is FaultKind.Eviction or FaultKind.NodeLoss)
        {
            var hit = registry.All
                .Where(group => fault.Concerns(fault.Operation, group.Record.Id.Name))
                .Where(group => group.Record is { Pool: null, Desired: DesiredState.Running, Failure: null })
                .Select(group => group.Record.Id)
                .ToList();
            await Task.WhenAll(hit.Select(id => groups.InterruptAsync(id, isEviction: fault.Kind == FaultKind.Eviction)));
            return ArmJson.Result(new { value = hit.Select(id => id.ResourceId) });
        }

        plan.Add(fault);
        return ArmJson.Result(fault, StatusCodes.Status201Created);
    }
}
