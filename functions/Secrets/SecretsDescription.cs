using CloudWorkspaces.Http.OpenApi;

namespace CloudWorkspaces.Secrets;

internal sealed class SecretsDescription : IApiDescription
{
    public string Tag => "secrets";

    public IEnumerable<ApiOperation> Operations =>
    [
        new ApiOperation("SecretList", "The workspace's secrets, without their values").GivesPage<SecretView>(200, 1_000),
        new ApiOperation("SecretPut", "Makes a secret, or gives it another value")
            .IfMatch()
            .Takes(
                Schemas.Object(
                    SchemaField.Required("value", Schemas.Text(SecretReader.MaxValueBytes), "Goes in and never comes out."),
                    SchemaField.Optional("delivery", Schemas.Choice("environment", "file"), "How containers get it.")),
                new() { ["value"] = "s3cret", ["delivery"] = "environment" })
            .Gives<SecretView>(201, "It is made.")
            .Gives<SecretView>(200, "It has the value."),
        new ApiOperation("SecretDelete", "Removes a secret").IfMatch().GivesNothing(204, "It is removed."),
    ];
}
