using System.Globalization;
using System.Text.Json.Nodes;
using CloudWorkspaces.Runs;

namespace CloudWorkspaces.Processes.Ogc;

/// <summary>A run as the job that it is to OGC API – Processes.</summary>
internal static class OgcStatus
{
    public const string Accepted = "accepted";
    public const string Running = "running";
    public const string Successful = "successful";
    public const string Failed = "failed";
    public const string Dismissed = "dismissed";

    public static string Of(RunState state) => state switch
    {
        RunState.Accepted or RunState.Provisioning => Accepted,
        RunState.Running => Running,
        RunState.Succeeded => Successful,
        RunState.Dismissed => Dismissed,
        _ => Failed,
    };

    /// <summary>The states that a status stands for; none for what is no status.</summary>
    public static IReadOnlyList<RunState> StatesOf(string status) => [.. Enum.GetValues<RunState>().Where(state => Of(state) == status)];

    /// <summary><c>statusInfo.yaml</c>, with the result notebook among its links.</summary>
    public static JsonObject Info(string baseAddress, RunRecord run, RunStatus? progress)
    {
        JsonObject info = new()
        {
            ["processID"] = run.Process,
            ["type"] = "process",
            ["jobID"] = run.Id.Value,
            ["status"] = Of(run.State),
            ["message"] = Message(run),
            ["created"] = Time(run.CreatedOn),
            ["updated"] = Time(Latest(run, progress)),
            ["links"] = Links(baseAddress, run),
        };
        if (run.StartedOn is { } started)
        {
            info["started"] = Time(started);
        }

        if (run.EndedOn is { } ended)
        {
            info["finished"] = Time(ended);
        }

        if (Progress(run, progress) is { } percent)
        {
            info["progress"] = percent;
        }

        return info;
    }

    /// <summary>From the notebook's beginning to its end, or to now; null before it.</summary>
    public static TimeSpan? Duration(RunRecord run, DateTimeOffset now) => (run.EndedOn ?? now) - run.StartedOn;

    private static string Message(RunRecord run) => run switch
    {
        { Cause: { } cause } => cause.Message,
        { CancelRequestedOn: not null } => "The job is being dismissed.",
        { State: RunState.Accepted } => "The job waits for its place.",
        { State: RunState.Provisioning } => "The container is being made.",
        _ => "The notebook is running.",
    };

    private static int? Progress(RunRecord run, RunStatus? progress) => run.State switch
    {
        RunState.Accepted or RunState.Provisioning => 0,
        RunState.Succeeded => 100,
        _ => progress?.Cells is { Total: > 0 } cells ? 100 * cells.Completed / cells.Total : null,
    };

    private static DateTimeOffset Latest(RunRecord run, RunStatus? progress) => new DateTimeOffset?[]
    {
        run.CreatedOn, run.ProvisioningOn, run.StartedOn, run.CancelRequestedOn, run.EndedOn,
        run.State.IsTerminal() ? null : progress?.UpdatedOn,
    }.Max()!.Value;

    private static JsonArray Links(string baseAddress, RunRecord run)
    {
        var self = $"{baseAddress}/jobs/{run.Id}";
        JsonArray links =
        [
            OgcLinks.Link(self, "self", "application/json", "This job"),
            OgcLinks.Link(self, "status", "application/json", "Status"),
            OgcLinks.Link($"{baseAddress}/jobs", "up", "application/json", "Jobs"),
        ];
        if (run.State.IsTerminal())
        {
            links.Add(run.State is RunState.Succeeded
                ? OgcLinks.Link($"{self}/results", OgcLinks.Results, title: "Results")
                : OgcLinks.Link($"{self}/results", OgcLinks.Exceptions, "application/json", "What went wrong"));
            links.Add(OgcLinks.Link($"{self}/results/{ProcessOutputs.Notebook}", "item", ProcessOutputs.OfNotebook.MediaType, "Result notebook"));
        }

        return links;
    }

    private static string Time(DateTimeOffset time) =>
        time.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}
