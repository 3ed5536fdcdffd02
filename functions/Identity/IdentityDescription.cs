using CloudWorkspaces.Http.OpenApi;
using Microsoft.Extensions.Options;

namespace CloudWorkspaces.Identity;

internal sealed class IdentityDescription(IOptions<IdentityOptions> options) : IApiDescription
{
    public string Tag => "users and tokens";

    public IEnumerable<ApiOperation> Operations =>
    [
        new ApiOperation("MeRead", "Who the token's user is").GivesJson(
            200,
            "The user.",
            Schemas.Answer(
                SchemaField.Always("user", Schemas.Text(64)),
                SchemaField.Always("administrator", Schemas.Flag()))),
        new ApiOperation("UserList", "For administrators: everybody who has a token").GivesPage(
            Schemas.Answer(
                SchemaField.Always("user", Schemas.Text(64)),
                SchemaField.Always("administrator", Schemas.Flag()),
                SchemaField.Always("tokens", Schemas.Integer(0, int.MaxValue))),
            200,
            1_000),
        new ApiOperation("TokenList", "One's own tokens")
            .Query("user", Schemas.Text(64, UserName.Pattern), "For administrators: of another user.")
            .GivesPage<TokenView>(200, 1_000),
        new ApiOperation("TokenCreate", "Makes a token")
            .Takes(
                Schemas.Object(
                    SchemaField.Required("label", Schemas.Text(100), "What it is for."),
                    SchemaField.Optional("expiresInDays", Schemas.Integer(1, options.Value.MaxTokenDays), "90 if not given."),
                    SchemaField.Optional("user", Schemas.Text(64, UserName.Pattern), "For administrators: of another user.")),
                new() { ["label"] = "laptop", ["expiresInDays"] = 30 })
            .Gives<TokenView>(201, "The token, which only this answer has."),
        new ApiOperation("TokenRevoke", "Revokes a token").GivesNothing(204, "It is revoked."),
    ];
}
