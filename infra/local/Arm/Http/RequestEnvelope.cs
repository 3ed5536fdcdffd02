using System.Security.Cryptography;
using System.Text;
using Docker.DotNet;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace CloudWorkspaces.Local.Arm.Http;

/// <summary>Around every request: its ids, the token, and errors in Resource Manager's envelope.</summary>
internal sealed partial class RequestEnvelope(
    RequestDelegate next, IOptions<ArmOptions> options, ILogger<RequestEnvelope> logger)
{
    private readonly byte[] _authorization = Encoding.UTF8.GetBytes($"Bearer {options.Value.Token}");

    public async Task InvokeAsync(HttpContext context)
    {
        var requestId = Guid.NewGuid().ToString();
        context.Response.Headers["x-ms-request-id"] = requestId;
        context.Response.Headers["x-ms-correlation-request-id"] =
            context.Request.Headers["x-ms-correlation-request-id"].FirstOrDefault() is { } given && Guid.TryParse(given, out _)
                ? given
                : requestId;
        try
        {
            Authorize(context);
            RequireResourceGroup(context.Request);
            await next(context);
        }
        catch (ArmException exception)
        {
            if (exception.RetryAfter is { } wait)
            {
                context.Response.Headers[HeaderNames.RetryAfter] = $"{(int)Math.Ceiling(wait.TotalSeconds)}";
            }

            await AnswerAsync(context, exception.Status, exception.Error);
        }
        catch (BadHttpRequestException exception)
        {
            await AnswerAsync(context, exception.StatusCode, new ArmError("BadRequest", exception.Message));
        }
        catch (Exception exception) when (!context.RequestAborted.IsCancellationRequested && !context.Response.HasStarted)
        {
            LogFailure(exception, context.Request.Path);
            var reason = exception is DockerApiException or HttpRequestException or IOException or TimeoutException ? "container engine" : "emulator";
            await AnswerAsync(
                context,
                StatusCodes.Status500InternalServerError,
                new ArmError("InternalServerError", $"The {reason} failed."));
        }
    }

    private void Authorize(HttpContext context)
    {
        var given = context.Request.Headers.Authorization.ToString();
        if (given.Length == 0)
        {
            context.Response.Headers[HeaderNames.WWWAuthenticate] = "Bearer";
            throw new ArmException(
                StatusCodes.Status401Unauthorized,
                new ArmError("AuthenticationFailed", "Authentication failed. The 'Authorization' header is missing."));
        }

        if (!CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(given), _authorization))
        {
            context.Response.Headers[HeaderNames.WWWAuthenticate] = "Bearer error=\"invalid_token\"";
            throw new ArmException(
                StatusCodes.Status401Unauthorized,
                new ArmError("InvalidAuthenticationToken", "The access token is invalid."));
        }
    }

    /// <summary>Resource Manager looks for the resource group before the provider hears of the request.</summary>
    private void RequireResourceGroup(HttpRequest request)
    {
        var known = options.Value.ResourceGroups;
        if (known.Count > 0 && request.Path.Value!.Split('/') is [_, _, _, var word, var name, ..] &&
            word.Equals("resourceGroups", StringComparison.OrdinalIgnoreCase) &&
            !known.Contains(name, StringComparer.OrdinalIgnoreCase))
        {
            ApiVersions.Require(request);
            throw ArmException.NotFound("ResourceGroupNotFound", $"Resource group '{name}' could not be found.");
        }
    }

    private static Task AnswerAsync(HttpContext context, int status, ArmError error) =>
        ArmJson.Result(new { error }, status).ExecuteAsync(context);

    [LoggerMessage(LogLevel.Error, "{Path} failed")]
    private partial void LogFailure(Exception exception, string path);
}
