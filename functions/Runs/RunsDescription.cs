using System.Text.Json.Nodes;
using CloudWorkspaces.Files;
using CloudWorkspaces.Http.OpenApi;

namespace CloudWorkspaces.Runs;

internal sealed class RunsDescription : IApiDescription
{
    private static readonly JsonObject Example = new()
    {
        ["notebook"] = "analysis/ndvi.ipynb",
        ["parameters"] = new JsonObject { ["year"] = 2026 },
        ["timeouts"] = new JsonObject { ["runSeconds"] = 600, ["cellSeconds"] = 300, ["startSeconds"] = 60 },
        ["retry"] = new JsonObject { ["maxAttempts"] = 2 },
    };

    public string Tag => "runs";

    public IEnumerable<ApiOperation> Operations =>
    [
        new ApiOperation("RunCreate", "Starts a run")
            .Takes(RunSubmissionSchema.Whole, Example)
            .OrForm(RunSubmissionSchema.Form)
            .Gives<RunView>(202, "The run that was accepted."),
        List(),
        new ApiOperation("RunRead", "A run").GivesTagged<RunView>("The run; while it goes on with its progress."),
        new ApiOperation("RunCancel", "Cancels a run").IfMatch().Gives<RunView>(202, "It is being cancelled."),
        new ApiOperation("RunChange", "Pins a run, so that retention leaves it alone, or lets it go")
            .IfMatch()
            .Takes(
                Schemas.Object(SchemaField.Optional("pinned", Schemas.Flag(), "Whether retention leaves it alone.")),
                new() { ["pinned"] = true })
            .Gives<RunView>(200, "The run as it is now."),
        new ApiOperation("RunPurge", "Removes a run that is over, with all it has written")
            .IfMatch()
            .GivesNothing(204, "It is removed."),
        new ApiOperation("RunRerun", "Runs an earlier run again, the same or with changes")
            .Takes(RunSubmissionSchema.Changes, new() { ["parameters"] = new JsonObject { ["year"] = 2025 } }, optional: true)
            .Gives<RunView>(202, "The run that was accepted."),
        new ApiOperation("RunEvents", "A run as a stream").GivesEvents("States, progress and log as they come."),
        OfAttempt("RunLog", "What a run has written").GivesContent("text/plain", "The log so far."),
        OfAttempt("RunNotebook", "The result notebook").GivesContent(FileTypes.Notebook, "With its outputs as far as they had come."),
        OfAttempt("RunHtml", "The result notebook as a page").GivesContent("text/html", "Shown without script."),
        OfAttempt("RunProvenance", "What exactly was executed, with what")
            .GivesJson(200, "What is known of the attempt.", Schemas.Map()),
        OfAttempt("RunOutputList", "What the notebook left in outputs/").GivesPage<FileEntry>(100, 1_000),
        OfAttempt("RunOutputRead", "A file that the notebook left").GivesContent("*/*", "Its content."),
        new ApiOperation("NotebookSchema", "The parameters of a notebook") { Suffix = "/schema" }
            .Query("source", Schemas.Choice("files", "home"), "Where the notebook is; files if not given.")
            .Query("environment", Schemas.Text(128), "What reads it; the workspace's default if not given.")
            .Query("kernel", Schemas.Text(64), "That of the notebook if not given.")
            .GivesJson(200, "A JSON Schema of the parameters.", Schemas.Map())
            .GivesJson(
                202,
                "They are being inferred: ask again after Retry-After.",
                Schemas.Answer(SchemaField.Always("state", Schemas.Choice("inferring")))),
    ];

    private static ApiOperation List() => new ApiOperation("RunList", "The workspace's runs, the newest first")
        .Query("state", Schemas.Choice<RunState>(), "Runs that are in it.")
        .Query("trigger", Schemas.Choice<RunTrigger>(), "Runs that it has asked for.")
        .Query("notebook", Schemas.Text(), "Runs of the notebook.")
        .Query("schedule", Schemas.Text(), "Runs of the schedule.")
        .Query("batch", Schemas.Text(), "Runs of the batch.")
        .Query("createdAfter", Schemas.Time(), "Runs from then on.")
        .Query("createdBefore", Schemas.Time(), "Runs before then.")
        .Query("text", Schemas.Text(200), "Words that a run's notebook, user, flavor, environment or cause have.")
        .GivesPage<RunView>(50, 200);

    private static ApiOperation OfAttempt(string function, string summary) => new ApiOperation(function, summary)
        .Query("attempt", Schemas.Integer(1, int.MaxValue), "Of an earlier attempt; of the latest if not given.");
}
