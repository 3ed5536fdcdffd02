using CloudWorkspaces.Local.Arm.Engine;
using CloudWorkspaces.Local.Arm.Groups;

namespace CloudWorkspaces.Local.Arm.Http;

/// <summary>The logs of a container, cut as the service cuts them.</summary>
internal static class LogRoutes
{
    private const int RunningBytes = 4 * 1024 * 1024;
    private const int EndedBytes = 16 * 1024;
    private const int EndedLines = 1_000;

    public static async Task<IResult> GetAsync(HttpRequest request, GroupService groups, ContainerEngine engine)
    {
        var container = ContainerRoute.Find(request, groups);
        var tail = Tail(request.Query["tail"]);
        var timestamps = bool.TryParse(request.Query["timestamps"], out var wanted) && wanted;

        var status = container.Status;
        if (status.EngineId is not { } id || status.StartedOn is null)
        {
            return Answer("");
        }

        var (bytes, most) = status.HasEnded ? (EndedBytes, Math.Min(tail ?? EndedLines, EndedLines)) : (RunningBytes, tail);
        var log = await engine.LogsAsync(id, bytes, timestamps, request.HttpContext.RequestAborted);
        return Answer(log.Text(most));
    }

    private static IResult Answer(string content) => ArmJson.Result(new { content });

    private static int? Tail(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return null;
        }

        return int.TryParse(text, out var lines) && lines > 0
            ? lines
            : throw ArmException.BadRequest("InvalidParameter", $"The tail '{text}' is not a positive number.", "tail");
    }
}
