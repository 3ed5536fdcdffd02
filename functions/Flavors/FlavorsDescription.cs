using CloudWorkspaces.Http.OpenApi;

namespace CloudWorkspaces.Flavors;

internal sealed class FlavorsDescription : IApiDescription
{
    public string Tag => "flavors";

    public IEnumerable<ApiOperation> Operations =>
    [
        new ApiOperation("FlavorList", "Sizes, networks and prices, and which of them can be had").GivesJson(
            200,
            "All flavors.",
            Schemas.Answer(SchemaField.Always("items", Schemas.List(
                Schemas.Answer(
                    SchemaField.Always("name", Schemas.Text(64)),
                    SchemaField.Always("cpu", Schemas.Number(0, 1_000), "Virtual CPUs."),
                    SchemaField.Always("memoryGiB", Schemas.Number(0, 100_000)),
                    SchemaField.Always("gpu", Schemas.Integer(0, 100)),
                    SchemaField.Always("cacheGiB", Schemas.Number(0, 100_000), "Local scratch space."),
                    SchemaField.Always("network", Schemas.Text()),
                    SchemaField.Always("pricePerHour", Schemas.Number(0, 1_000_000), "In the deployment's currency."),
                    SchemaField.Always("available", Schemas.Flag()),
                    SchemaField.Answered("reason", Schemas.Text(), "Why it cannot be had.")),
                1_000)))),
    ];
}
