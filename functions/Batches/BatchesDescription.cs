using System.Text.Json.Nodes;
using CloudWorkspaces.Batches.Parameters;
using CloudWorkspaces.Http.OpenApi;

namespace CloudWorkspaces.Batches;

internal sealed class BatchesDescription : IApiDescription
{
    public string Tag => "batches";

    public IEnumerable<ApiOperation> Operations =>
    [
        new ApiOperation("BatchCreate", "Runs one notebook over many parameter sets")
            .Takes(BatchReader.Schema, new()
            {
                ["name"] = "years",
                ["run"] = new JsonObject { ["notebook"] = "analysis/ndvi.ipynb" },
                ["matrix"] = new JsonObject { ["year"] = new JsonObject { ["range"] = new JsonObject { ["from"] = 2020, ["to"] = 2026 } } },
                ["concurrency"] = 4,
            })
            .Gives<BatchView>(202, "The batch that was accepted."),
        new ApiOperation("BatchList", "The workspace's batches, the newest first").GivesPage<BatchView>(50, 200),
        new ApiOperation("BatchRead", "A batch").GivesTagged<BatchView>("The batch, with how many items are in which state."),
        new ApiOperation("BatchCancel", "Cancels what runs, and begins nothing more")
            .IfMatch()
            .Gives<BatchView>(202, "It is being cancelled."),
        new ApiOperation("BatchRetry", "Tries again what has failed or was dismissed").Gives<BatchView>(202, "The batch, which goes on."),
        new ApiOperation("BatchItemList", "A batch's items, in the order of the submission")
            .Query("state", Schemas.Choice<BatchItemState>(), "Items that are in it.")
            .GivesPage<BatchItemView>(100, 1_000),
        Results(),
    ];

    private static ApiOperation Results() => new ApiOperation("BatchResults", "A row for each item: its parameters and what it has recorded")
        .Query("format", Schemas.Choice("json", "csv"), "json if not given.")
        .GivesJson(
            200,
            "All items; with csv as text/csv.",
            Schemas.Answer(
                SchemaField.Always("batch", Schemas.Text()),
                SchemaField.Always("items", Schemas.List(Schemas.Of<BatchItemView>(), ItemLimits.MaxItems))),
            typeof(BatchItemView))
        .OrContent("text/csv");
}
