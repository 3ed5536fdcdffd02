using System.Text.Json.Nodes;

namespace CloudWorkspaces.Local.Arm.StandbyPools;

/// <summary>A pool as it is answered.</summary>
internal static class StandbyView
{
    private static readonly string[] s_states = ["creating", "running", "deleting"];

    public static JsonObject Of(StandbyPool pool)
    {
        var view = pool.Body.DeepClone().AsObject();
        view["properties"]!["provisioningState"] = State(pool);
        view["id"] = pool.Id.ResourceId;
        view["name"] = pool.Id.Name;
        view["type"] = StandbyPoolId.Type;
        return view;
    }

    /// <param name="trouble">Why the pool is not what it should be; null if it is.</param>
    /// <param name="withHealth">Whether the api-version has the pool's health.</param>
    public static JsonObject Runtime(StandbyPool pool, IEnumerable<StandbyMember> members, string? trouble, bool withHealth)
    {
        var counts = members.CountBy(member => member.State).ToDictionary();
        var byState = s_states.Select(state => (JsonNode)new JsonObject
        {
            ["state"] = state,
            ["count"] = counts.GetValueOrDefault(state),
        });
        var properties = new JsonObject
        {
            ["instanceCountSummary"] = new JsonArray(new JsonObject { ["instanceCountsByState"] = new JsonArray([.. byState]) }),
            ["provisioningState"] = State(pool),
        };
        if (withHealth)
        {
            properties["status"] = new JsonObject
            {
                ["code"] = trouble is null ? "HealthState/healthy" : "HealthState/degraded",
                ["message"] = trouble ?? "The pool is healthy.",
            };
        }

        return new JsonObject
        {
            ["id"] = $"{pool.Id.ResourceId}/runtimeViews/latest",
            ["name"] = "latest",
            ["type"] = $"{StandbyPoolId.Type}/runtimeViews",
            ["properties"] = properties,
        };
    }

    private static string State(StandbyPool pool) => pool.Deleting ? "Deleting" : "Succeeded";
}
