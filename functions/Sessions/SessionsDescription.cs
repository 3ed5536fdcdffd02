using CloudWorkspaces.Http.OpenApi;
using Microsoft.Extensions.Options;

namespace CloudWorkspaces.Sessions;

internal sealed class SessionsDescription(IOptions<SessionOptions> options) : IApiDescription
{
    public string Tag => "sessions";

    public IEnumerable<ApiOperation> Operations =>
    [
        new ApiOperation("SessionCreate", "Starts JupyterLab")
            .Takes(SessionSubmissionReader.Schema(options.Value, withName: true), new() { ["name"] = "mine", ["idleMinutes"] = 60 }, optional: true)
            .Gives<SessionView>(202, "The session that was accepted."),
        new ApiOperation("SessionList", "The workspace's sessions, the newest first").GivesPage<SessionView>(50, 200),
        new ApiOperation("SessionRead", "A session").GivesTagged<SessionView>("The session."),
        new ApiOperation("SessionStop", "Stops a session").IfMatch().Gives<SessionView>(202, "It is being stopped."),
        new ApiOperation("SessionRestart", "Starts a session anew, on another flavor or environment where the request says so")
            .Takes(SessionSubmissionReader.Schema(options.Value, withName: false), new() { ["idleMinutes"] = 60 }, optional: true)
            .Gives<SessionView>(202, "The session, in its next attempt."),
        new ApiOperation("SessionKeepAlive", "Begins its idle time anew").Gives<SessionView>(200, "The session as it is now."),
        new ApiOperation("SessionAccess", "The way into a session that is ready").GivesJson(
            200,
            "Whoever has this may do all that the session may.",
            Schemas.Answer(
                SchemaField.Always("address", Schemas.Text()),
                SchemaField.Always("token", Schemas.Text()),
                SchemaField.Always("url", Schemas.Text(), "Opens JupyterLab in a browser."))),
        new ApiOperation("SessionLog", "What the present attempt has written").GivesContent("text/plain", "The log so far."),
        new ApiOperation("SessionEvents", "A session as a stream").GivesEvents("Its states as they come."),
    ];
}
