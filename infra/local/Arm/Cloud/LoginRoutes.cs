using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;

namespace CloudWorkspaces.Local.Arm.Cloud;

/// <summary>
/// A login for clients that cannot be given a token: the client credentials grant of an AD FS, as Azure Stack has it, which
/// official clients use without looking for Microsoft's login. Any client id is taken; the secret is the emulator's token,
/// and so is the access token.
/// </summary>
internal static class LoginRoutes
{
    public const string Tenant = "adfs";
    public const string Prefix = "/" + Tenant;

    /// <summary>Seconds. The token does not end; clients are to ask again now and then.</summary>
    private const int Life = 3600;

    private const int LongestForm = 64 * 1024;

    public static void MapLogin(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(Prefix + "/.well-known/openid-configuration", Configuration);
        routes.MapPost(Prefix + "/oauth2/token", TokenAsync);
    }

    private static IResult Configuration(HttpRequest request)
    {
        var address = $"https://{request.Host}{Prefix}";
        return Results.Json(new
        {
            issuer = address,
            authorization_endpoint = address + "/oauth2/authorize",
            token_endpoint = address + "/oauth2/token",
            jwks_uri = address + "/discovery/keys",
        });
    }

    private static async Task<IResult> TokenAsync(HttpRequest request, IOptions<ArmOptions> options)
    {
        if (!request.HasFormContentType || request.ContentLength is null or > LongestForm)
        {
            return Refuse("invalid_request", $"The body must be a form of at most {LongestForm} bytes.");
        }

        var form = await request.ReadFormAsync(request.HttpContext.RequestAborted);
        if (form["grant_type"] != "client_credentials")
        {
            return Refuse("unsupported_grant_type", "The only grant_type is client_credentials.");
        }

        var secret = Encoding.UTF8.GetBytes(form["client_secret"].ToString());
        return CryptographicOperations.FixedTimeEquals(secret, Encoding.UTF8.GetBytes(options.Value.Token))
            ? Results.Json(new { token_type = "bearer", expires_in = Life, access_token = options.Value.Token })
            : Refuse("invalid_client", "The client_secret is not the emulator's token.", StatusCodes.Status401Unauthorized);
    }

    private static IResult Refuse(string error, string description, int status = StatusCodes.Status400BadRequest) =>
        Results.Json(new { error, error_description = description }, statusCode: status);
}
