using CloudWorkspaces.Http.OpenApi;

namespace CloudWorkspaces.Parity;

internal sealed class ParityDescription : IApiDescription
{
    public string Tag => "parity";

    public IEnumerable<ApiOperation> Operations =>
    [
        new ApiOperation("ParityCreate", "Compares a session with a run on the same environment")
            .Takes(
                Schemas.Object(SchemaField.Required("session", Schemas.Text(64), "The id of a session that is ready.")),
                new() { ["session"] = "01JD0000000000000000000000" })
            .Gives<ParityReport>(202, "The check that begins."),
        new ApiOperation("ParityRead", "A parity check").Gives<ParityReport>(200, "How it is, and how it came out."),
    ];
}
